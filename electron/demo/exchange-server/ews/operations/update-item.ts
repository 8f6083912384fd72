import type { XmlElement } from '../../../dav-server/read-xml.ts';
import { draftOf, type Bag, type Draft, type Item } from '../../mailbox/item.ts';
import { PROP } from '../../mailbox/known-properties.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import { notifyAttendees, type Audience } from '../../mailbox/meeting-messages.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { readExtendedField } from '../extended-properties.ts';
import { entryOf } from '../item-lookup.ts';
import { elementOf, FIELDS, itemXml } from '../item-xml.ts';
import { setFrom } from '../read-item.ts';
import { ID_ONLY } from '../shapes.ts';
import { itemOf, type Target } from '../targets.ts';
import { kid, kids, localName, x } from '../xml.ts';

const AUDIENCES: Readonly<Record<string, Audience>> = { SendToNone: 'none', SendOnlyToAll: 'all', SendOnlyToChanged: 'changed', SendToAllAndSaveCopy: 'all', SendToChangedAndSaveCopy: 'changed' };

/** UpdateItem: sets, deletes and appends properties one by one; a stale change key is refused unless the client overwrites. */
export function updateItem({ mailbox, request, by }: EwsCall): EwsAnswer {
  const audience = AUDIENCES[request.attributes['SendMeetingInvitationsOrCancellations'] ?? ''];
  const mayOverwrite = request.attributes['ConflictResolution'] === 'AlwaysOverwrite';
  return respondEach('UpdateItem', kids(kid(request, 'ItemChanges'), 'ItemChange'), (change) => {
    const [id] = change.children;
    if (id === undefined) throw new EwsError('ErrorInvalidRequest');
    const target = itemOf(mailbox, id);
    checkMayChange(mailbox, target.item, audience);
    if (!mayOverwrite) checkChangeKey(mailbox, target, request.attributes['ConflictResolution'] ?? '');
    const draft = changed(mailbox, target, kid(change, 'Updates')?.children ?? []);
    const item = mailbox.update(target.item, draft, by);
    if (audience !== undefined) notifyAttendees(mailbox, item, item.number, 'update', audience, by, target.item);
    return x('m:Items', itemXml(mailbox, item, ID_ONLY, false, target.occurrence)) + x('m:ConflictResults', x('t:Count', '0'));
  }, '<m:Items/>');
}

function checkMayChange(mailbox: Mailbox, item: Item, audience: Audience | undefined): void {
  if (elementOf(item) !== 'CalendarItem') return;
  if (audience === undefined) throw new EwsError('ErrorSendMeetingInvitationsOrCancellationsRequired');
  if (audience !== 'none' && mailbox.folders.get(item.folder)?.distinguished === 'deleteditems') throw new EwsError('ErrorCalendarCannotUpdateDeletedItem');
}

/** AutoResolve lets a change through that touches nothing that changed meanwhile; without an own history of properties, that is refused as well. */
function checkChangeKey(mailbox: Mailbox, target: Target, resolution: string): void {
  if (target.changeKey === '') {
    if (resolution === 'NeverOverwrite') throw new EwsError('ErrorChangeKeyRequired');
    return;
  }
  if (target.changeKey !== mailbox.ids.changeKey(target.item.change)) throw new EwsError('ErrorIrresolvableConflict');
}

/** The item with the changes made: those of one occurrence make it an exception of its series. */
function changed(mailbox: Mailbox, target: Target, updates: readonly XmlElement[]): Draft {
  const draft = draftOf(target.occurrence === null ? target.item : { ...target.item, bag: target.bag });
  for (const update of updates) apply(mailbox, target.item, update, draft);
  const originalStart = target.occurrence?.originalStart;
  if (originalStart === undefined || originalStart === null) return draft;
  const own: Bag = new Map([...draft.bag].filter(([key, value]) => target.item.bag.get(key) !== value || key === PROP.start || key === PROP.end));
  const whole = draftOf(target.item);
  whole.exceptions = [...whole.exceptions.filter((one) => one.originalStart !== originalStart), { originalStart, bag: own }];
  return whole;
}

function apply(mailbox: Mailbox, item: Item, update: XmlElement, draft: Draft): void {
  const [path, value] = update.children;
  if (path === undefined) throw new EwsError('ErrorInvalidRequest');
  const name = elementOf(item);
  switch (localName(update)) {
    case 'SetItemField': {
      const [child] = value?.children ?? [];
      // MS-OXWSCORE: one property each.
      if (child === undefined || value?.children.length !== 1) throw new EwsError('ErrorInvalidPropertySet');
      setFrom(mailbox, name, child, draft);
      return;
    }
    case 'DeleteItemField': {
      if (localName(path) === 'ExtendedFieldURI') draft.bag.delete(readExtendedField(path).key);
      else if (localName(path) === 'IndexedFieldURI') for (const key of entryOf(path).keys) draft.bag.delete(key);
      else fieldOf(name, path, 'ErrorInvalidPropertyDelete', 'clear').clear?.(draft);
      return;
    }
    case 'AppendToItemField': {
      const [child] = value?.children ?? [];
      if (child === undefined) throw new EwsError('ErrorInvalidPropertyAppend');
      fieldOf(name, path, 'ErrorInvalidPropertyAppend', 'append').append?.(child, draft);
      return;
    }
    default:
      throw new EwsError('ErrorInvalidRequest');
  }
}

function fieldOf(name: ReturnType<typeof elementOf>, path: XmlElement, code: string, wanted: 'clear' | 'append'): (typeof FIELDS)[typeof name][number] {
  const field = FIELDS[name].find((one) => one.uri === path.attributes['FieldURI']);
  if (field?.[wanted] === undefined) throw new EwsError(code);
  return field;
}
