import type { ContentLine } from '../content-lines/content-line.ts';
import { add, type CardDraft } from './card-draft.ts';
import { componentsOf, isBlank } from './line-text.ts';
import { addAnniversary } from './map-dates.ts';
import { addRelation } from './map-related.ts';

/** X-ANDROID-CUSTOM: a row of Android's contacts table, its type first. False where the type is not known. */
export function mapAndroidRow(draft: CardDraft, line: ContentLine): boolean {
  const parts = componentsOf(line);
  // Radicale escapes every semicolon of a property that it does not know.
  const [type = '', value = '', code = '', label = ''] = parts.length > 1 ? parts : (parts[0] ?? '').split(';');
  if (isBlank(value)) return false;
  switch (type) {
    case 'vnd.android.cursor.item/nickname':
      add(draft, 'nicknames', { name: value });
      return true;
    case 'vnd.android.cursor.item/contact_event':
      addAnniversary(draft, EVENTS[Number(code)] ?? (isBlank(label) ? 'other' : label), value, undefined);
      return true;
    case 'vnd.android.cursor.item/relation':
      addRelation(draft, value, [RELATIONS[Number(code)] ?? (isBlank(label) ? 'other' : label.toLowerCase())]);
      return true;
    default:
      return false;
  }
}

/** By the numbers of ContactsContract.CommonDataKinds.Event; 0 is a person's own word. */
const EVENTS: readonly (string | undefined)[] = [undefined, 'wedding', 'other', 'birth'];

/** By the numbers of ContactsContract.CommonDataKinds.Relation; 0 is a person's own word. */
const RELATIONS: readonly (string | undefined)[] = [
  undefined, 'assistant', 'brother', 'child', 'domestic partner', 'father', 'friend', 'manager', 'mother', 'parent', 'partner', 'referred by', 'relative', 'sister', 'spouse',
];
