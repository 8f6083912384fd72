import type { Incident } from '../findings/types.ts';

const TYPES: ReadonlySet<string> = new Set(['records-deleted', 'records-moved', 'records-recreated']);
const PATTERNS: ReadonlySet<string> = new Set(['single', 'changed', 'same-value', 'older-value', 'emptied']);

/** Whether people do such a thing themselves, to few records or in one go to many: then what wrote it may only have carried it. */
export function isDoneByHand({ type, pattern, properties }: Incident): boolean {
  // Nobody gives many people one name.
  if (pattern === 'same-value' && properties.includes('name')) return false;
  return TYPES.has(type) || PATTERNS.has(pattern.split(' ')[0] ?? '');
}

// What nobody does by hand, however many are selected.
const OF_MACHINES: ReadonlySet<string> = new Set(['birthday', 'offset', 'garbled', 'scientific', 'reformatted', 'cut', 'doubling', 'at-each-sync', 'other-field']);

/** Whether it looks like what only a program does. */
export function isMachines({ pattern }: Incident): boolean {
  return OF_MACHINES.has(pattern.split(' ')[0] ?? '');
}

/** Whether copies came all at once, as from a file that somebody imports. */
export function isImport({ type, pattern }: Incident): boolean {
  return type === 'duplicates-introduced' && pattern === 'all-at-once';
}

const TYPED: ReadonlySet<string> = new Set(['single', 'changed']);

/** Whether people do it to many records at once, by selecting them or by importing a file: then its pace says nothing. Values that differ have to be typed. */
export function isOneAct(incident: Incident): boolean {
  return isImport(incident) || (isDoneByHand(incident) && !TYPED.has(incident.pattern.split(' ')[0] ?? ''));
}
