import { draftOf } from '../../mailbox/item.ts';
import type { Disposal } from '../../mailbox/mailbox.ts';
import { notifyAttendees, type Audience } from '../../mailbox/meeting-messages.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { elementOf } from '../item-xml.ts';
import { itemOf } from '../targets.ts';
import { kid } from '../xml.ts';

const AUDIENCES: Readonly<Record<string, Audience>> = { SendToNone: 'none', SendOnlyToAll: 'all', SendToAllAndSaveCopy: 'all' };

/** DeleteItem: to Deleted Items, to Deletions or to Purges; one occurrence is taken out of its series. */
export function deleteItem({ mailbox, request, by }: EwsCall): EwsAnswer {
  const audience = AUDIENCES[request.attributes['SendMeetingCancellations'] ?? ''];
  const disposal = (request.attributes['DeleteType'] ?? 'MoveToDeletedItems') as Disposal;
  return respondEach('DeleteItem', kid(request, 'ItemIds')?.children ?? [], (id) => {
    const { item, occurrence } = itemOf(mailbox, id);
    const kind = elementOf(item);
    if (kind === 'CalendarItem' && audience === undefined) throw new EwsError('ErrorSendMeetingCancellationsRequired');
    if (kind === 'Task' && request.attributes['AffectedTaskOccurrences'] === undefined) throw new EwsError('ErrorAffectedTaskOccurrencesRequired');
    if (kind === 'CalendarItem') notifyAttendees(mailbox, item, item.number, 'cancellation', audience ?? 'none', by);
    const originalStart = occurrence?.originalStart ?? null;
    if (originalStart !== null) {
      const draft = draftOf(item);
      draft.exceptions = draft.exceptions.filter((one) => one.originalStart !== originalStart);
      draft.cancelled.push(originalStart);
      mailbox.update(item, draft, by);
    } else mailbox.delete(item, disposal, by);
    return '';
  });
}
