import type { Incident } from '../findings/types.ts';

const TYPES: ReadonlySet<string> = new Set(['records-deleted', 'records-moved', 'records-recreated']);
const PATTERNS: ReadonlySet<string> = new Set(['single', 'changed', 'same-value', 'older-value', 'emptied']);

/** Whether people do such a thing themselves, to few records or in one go to many: then what wrote it may only have carried it. */
export function isDoneByHand({ type, pattern, properties }: Incident): boolean {
  // Nobody gives many people one name.
  if (pattern === 'same-value' && properties.includes('name')) return false;
  return TYPES.has(type) || PATTERNS.has(pattern.split(' ')[0] ?? '');
}
