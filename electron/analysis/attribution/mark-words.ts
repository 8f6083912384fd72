import type { Mark, MarkPlace } from '../knowledge/types.ts';

const PLACES: Readonly<Record<MarkPlace, string>> = {
  'prodid': 'a PRODID as it writes it',
  'property': 'a property of its own',
  'note': 'a sentence of its own in the notes',
  'value': 'a value as it alone writes it',
  'mapi': 'a named property of its own',
  'category': 'a category of its own',
  'folder': 'its folder',
  'uid': 'a UID of the form that it gives',
  'outlook-link': 'an Outlook link (ms-outlook://people/…)',
  'client': 'its name',
  'app-id': 'its application id',
  'user-agent': 'its user agent',
};

/** What a mark is, for people: `a category of its own (gSync)`. */
export function markWords({ on, value, part, pattern }: Mark): string {
  const shown = value ?? part ?? (on === 'outlook-link' ? undefined : plainPattern(pattern ?? ''));
  return shown === undefined || shown === '' ? PLACES[on] : `${PLACES[on]} (${shown})`;
}

/** The fixed beginning of a pattern, as it stands in a record. */
function plainPattern(pattern: string): string {
  const fixed = /^\^?((?:\\[^a-zA-Z0-9]|[^\\()[\]{}*+?|.$^])*)/.exec(pattern)?.[1] ?? '';
  const plain = fixed.replaceAll(/\\(.)/g, '$1').trim();
  return plain.length >= 4 ? `${plain}…` : '';
}
