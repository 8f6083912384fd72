import type { FieldEntry } from '../../../shared/records.ts';
import type { ReadContext } from '../reading.ts';
import { normaliseText } from '../text/normalise-text.ts';
import type { VCardProperty } from './card.ts';
import { addKeyed, addText } from './field-list.ts';
import { describeMedia } from './media-text.ts';

/** The properties that JSContact has no place for: under the field they stand beside, else as `x/NAME`. */
export function addVCardProperties(fields: FieldEntry[], properties: readonly VCardProperty[], context: ReadContext): void {
  for (const [name, params, , value] of properties) {
    const field = BESIDE.get(name) ?? (name.startsWith('anniversary-') ? `anniversaries/${name.slice(12)}` : undefined);
    if (field !== undefined) addText(fields, field, value);
    else addUnknown(fields, `x/${name === '' ? 'UNNAMED' : name.toUpperCase()}`, value, params['encoding'], context);
  }
}

const BESIDE: ReadonlyMap<string, string> = new Map(Object.entries({
  'fn': 'name/full', 'n': 'name/full', 'birthplace': 'anniversaries/birth/place', 'deathplace': 'anniversaries/death/place',
}));

/** As much of a foreign value as a person would read. */
const LONGEST_TEXT = 1000;

function addUnknown(fields: FieldEntry[], field: string, value: string, encoding: string | readonly string[] | undefined, context: ReadContext): void {
  if (typeof encoding === 'string' && /^b(?:ase64)?$/i.test(encoding)) {
    const { text, key } = describeMedia(`data:;base64,${value}`, 'data', context.digest);
    addKeyed(fields, field, text, key);
  } else if (value.length > LONGEST_TEXT) {
    addKeyed(fields, field, `${value.slice(0, LONGEST_TEXT)}…`, context.digest(new TextEncoder().encode(normaliseText(value))));
  } else addText(fields, field, value);
}
