import type { Bag, Item } from '../mailbox/item.ts';
import { classOf, type Mailbox } from '../mailbox/mailbox.ts';
import { CONTACT_FIELDS, LIST_FIELDS } from './contact-fields.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import { writeExtended } from './extended-properties.ts';
import { valueIn, type Field, type ItemView } from './field.ts';
import { ITEM_FIELDS } from './item-fields.ts';
import { ELEMENTS, type ElementName } from './schema-order.ts';
import type { Shape } from './shapes.ts';
import { TASK_FIELDS } from './task-fields.ts';
import { x } from './xml.ts';

/** The fields of each element of the schema, in its order. */
export const FIELDS: Readonly<Record<ElementName, readonly Field[]>> = {
  Contact: inOrder('Contact', CONTACT_FIELDS),
  CalendarItem: inOrder('CalendarItem', EVENT_FIELDS),
  Task: inOrder('Task', TASK_FIELDS),
  DistributionList: inOrder('DistributionList', LIST_FIELDS),
  Message: inOrder('Message', []),
};

const FIRST_ELEMENT_AFTER = Object.fromEntries(Object.entries(ELEMENTS).map(([name, order]) => [name, order.indexOf('ExtendedProperty')])) as Record<ElementName, number>;

/** The element that EWS has for an item of this class. */
export function elementOf(item: Item): ElementName {
  return ({ contact: 'Contact', list: 'DistributionList', event: 'CalendarItem', task: 'Task', message: 'Message' } as const)[classOf(item)];
}

/** An item, or one occurrence of it, in the shape that was asked for. */
export function itemXml(mailbox: Mailbox, item: Item, shape: Shape, isListing: boolean, occurrence: { readonly originalStart: string | null; readonly bag: Bag } | null = null): string {
  const view: ItemView = { mailbox, item, bag: occurrence?.bag ?? item.bag, originalStart: occurrence?.originalStart ?? null, bodyType: shape.bodyType, isListing };
  const name = elementOf(item);
  const order = ELEMENTS[name];
  let before = '';
  let after = '';
  for (const field of FIELDS[name]) {
    if (!isAskedFor(field, shape)) continue;
    if (order.indexOf(field.element) < FIRST_ELEMENT_AFTER[name]) before += field.write(view);
    else after += field.write(view);
  }
  const extended = shape.extended.map((one) => writeExtended(one, valueIn(view, one.key))).join('');
  return x(`t:${name}`, before + extended + after);
}

function isAskedFor(field: Field, shape: Shape): boolean {
  if (field.uri === 'item:ItemId' || shape.uris.has(field.uri)) return true;
  if (shape.base === 'AllProperties') return field.isHidden !== true;
  return shape.base === 'Default' && field.isDefault === true;
}

function inOrder(name: ElementName, own: readonly Field[]): readonly Field[] {
  const place = (field: Field) => ELEMENTS[name].indexOf(field.element);
  return [...ITEM_FIELDS, ...own].sort((a, b) => place(a) - place(b));
}
