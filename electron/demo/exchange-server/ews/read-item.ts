import type { XmlElement } from '../../dav-server/read-xml.ts';
import { emptyDraft, textOf, type Draft } from '../mailbox/item.ts';
import { PROP } from '../mailbox/known-properties.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { globalObjectId } from '../mailbox/make-drafts.ts';
import { EwsError, SoapFault } from './errors.ts';
import { readExtended } from './extended-properties.ts';
import { completeNames } from './file-as.ts';
import { FIELDS } from './item-xml.ts';
import { ELEMENTS, type ElementName } from './schema-order.ts';
import { localName } from './xml.ts';

const CLASSES: Readonly<Record<ElementName, string>> = { Contact: 'IPM.Contact', CalendarItem: 'IPM.Appointment', Task: 'IPM.Task', DistributionList: 'IPM.DistList', Message: 'IPM.Note' };

/** A new item from a request, with the properties that Exchange adds where a client left them out. */
export function readNewItem(mailbox: Mailbox, element: XmlElement): Draft {
  const name = elementNameOf(element);
  checkOrder(element);
  const draft = emptyDraft(CLASSES[name]);
  for (const child of element.children) setFrom(mailbox, name, child, draft);
  if (name === 'Contact' || name === 'DistributionList') completeNames(draft);
  if (name === 'CalendarItem') completeEvent(mailbox, draft);
  if (name === 'Task') completeTask(draft);
  return draft;
}

/** Sets what one child element of an item says. */
export function setFrom(mailbox: Mailbox, name: ElementName, child: XmlElement, draft: Draft): void {
  if (localName(child) === 'ExtendedProperty') {
    draft.bag.set(...readExtended(child));
    return;
  }
  const field = FIELDS[name].find((one) => one.element === localName(child));
  if (field?.read === undefined) throw new EwsError('ErrorInvalidPropertySet');
  field.read(child, draft, mailbox);
}

/** Refuses a request whose elements are not in the order of the schema, as a whole. */
export function checkOrder(element: XmlElement): void {
  const order = ELEMENTS[elementNameOf(element)];
  let last = 0;
  for (const child of element.children) {
    const place = order.indexOf(localName(child));
    if (place < last) {
      throw new SoapFault('ErrorSchemaValidation', `The request failed schema validation: The element '${localName(element)}' has invalid child element '${localName(child)}'.`);
    }
    last = place;
  }
}

/** The element name of an item in a request. */
export function elementNameOf(element: XmlElement): ElementName {
  const name = localName(element);
  if (name === 'Item') return 'Message';
  if (!(name in ELEMENTS)) throw new SoapFault('ErrorSchemaValidation', `The request failed schema validation: '${name}' is not expected here.`);
  return name as ElementName;
}

function completeEvent(mailbox: Mailbox, draft: Draft): void {
  const { bag } = draft;
  const number = mailbox.nextNumber();
  if (!bag.has(PROP.cleanGlobalObjectId)) {
    const id = globalObjectId(`040000008200E00074C5B7101A82E008${'0'.repeat(40)}10000000${mailbox.guid.replaceAll('-', '').slice(0, 20)}${number.toString(16).padStart(12, '0')}`);
    bag.set(PROP.globalObjectId, id).set(PROP.cleanGlobalObjectId, id);
  }
  const start = textOf(bag, PROP.start) || `${mailbox.now().slice(0, 13)}:00:00Z`;
  bag.set(PROP.start, start);
  if (!bag.has(PROP.end)) bag.set(PROP.end, `${new Date(Date.parse(start) + 1_800_000).toISOString().slice(0, 19)}Z`);
  if (Date.parse(textOf(bag, PROP.end)) < Date.parse(start)) throw new EwsError('ErrorCalendarEndDateIsEarlierThanStartDate');
  for (const [key, value] of [[PROP.busyStatus, 2], [PROP.isAllDay, false], [PROP.meetingState, draft.attendees.length > 0 ? 1 : 0], [PROP.organizerName, mailbox.owner.name], [PROP.organizerAddress, mailbox.owner.address]] as const) {
    if (!bag.has(key)) bag.set(key, value);
  }
}

function completeTask(draft: Draft): void {
  for (const [key, value] of [[PROP.taskStatus, 0], [PROP.taskPercent, 0], [PROP.taskIsComplete, false]] as const) if (!draft.bag.has(key)) draft.bag.set(key, value);
}
