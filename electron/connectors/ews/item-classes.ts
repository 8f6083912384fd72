import type { RecordKind } from '../../../shared/records.ts';

const KIND_OF_CLASS: readonly (readonly [string, RecordKind])[] = [['ipm.contact', 'contact'], ['ipm.distlist', 'contact'], ['ipm.appointment', 'event'], ['ipm.task', 'task']];
const KIND_OF_ELEMENT: Readonly<Record<string, RecordKind>> = { 't:Contact': 'contact', 't:DistributionList': 'contact', 't:CalendarItem': 'event', 't:Task': 'task' };

/** What an item is by its message class; undefined for mail, meeting requests, notes and the like. */
export function kindOfClass(itemClass: string): RecordKind | undefined {
  const wanted = itemClass.toLowerCase();
  return KIND_OF_CLASS.find(([prefix]) => wanted === prefix || wanted.startsWith(`${prefix}.`))?.[1];
}

/** What an item is by its element; undefined for those that are no records. */
export function kindOfElement(name: string): RecordKind | undefined {
  return KIND_OF_ELEMENT[name];
}
