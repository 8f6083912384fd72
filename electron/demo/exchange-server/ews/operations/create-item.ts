import type { Folder } from '../../mailbox/folder.ts';
import { notifyAttendees, type Audience } from '../../mailbox/meeting-messages.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { REQUEST_WAS_SENT } from '../event-fields.ts';
import { itemXml } from '../item-xml.ts';
import { checkOrder, elementNameOf, readNewItem } from '../read-item.ts';
import { ID_ONLY } from '../shapes.ts';
import { folderIn } from '../targets.ts';
import { kid, localName, x } from '../xml.ts';

const AUDIENCES: Readonly<Record<string, Audience>> = { SendToNone: 'none', SendOnlyToAll: 'all', SendToAllAndSaveCopy: 'all' };
const HOMES: Readonly<Record<string, string>> = { Contact: 'contacts', DistributionList: 'contacts', CalendarItem: 'calendar', Task: 'tasks' };

/** CreateItem: new items, each answered with its id and change key. */
export function createItem({ mailbox, request, by }: EwsCall): EwsAnswer {
  const items = kid(request, 'Items')?.children ?? [];
  // The schema is checked before anything is stored.
  for (const element of items) checkOrder(element);
  const audience = AUDIENCES[request.attributes['SendMeetingInvitations'] ?? ''];
  return respondEach('CreateItem', items, (element) => {
    const name = elementNameOf(element);
    if (name === 'CalendarItem' && audience === undefined) throw new EwsError('ErrorSendMeetingInvitationsRequired');
    const draft = readNewItem(mailbox, element);
    const isInvited = name === 'CalendarItem' && audience !== 'none' && draft.attendees.length > 0;
    if (isInvited) draft.bag.set(REQUEST_WAS_SENT, true);
    const item = mailbox.create(targetFolder(mailbox, kid(request, 'SavedItemFolderId'), localName(element)), draft, by);
    if (name === 'CalendarItem') notifyAttendees(mailbox, item, item.number, 'invitation', audience ?? 'none', by);
    return x('m:Items', itemXml(mailbox, item, ID_ONLY, false));
  }, '<m:Items/>');
}

function targetFolder(mailbox: Mailbox, saved: Parameters<typeof folderIn>[1], element: string): Folder {
  return saved === undefined ? mailbox.folders.named(HOMES[element] ?? 'drafts') : folderIn(mailbox, saved);
}
