import type { ChangeRow, FieldChange } from '../../../shared/contract/changes.ts';
import { changeWords, kindWords, uiWords } from '../../../shared/messages/ui-en.ts';
import { displayText } from '../../words/display-text.ts';
import { say } from '../../words/say.ts';

const SPOKEN_FIELDS = 3;
const SPOKEN_LENGTH = 80;
const words = uiWords.compare;

/** One sentence that says all that a row shows: what happened, to which record, and in which fields. */
export function spokenChange(row: ChangeRow, isTicked: boolean): string {
  const change = row.deletedTo === undefined ? changeWords[row.change].word : `${changeWords[row.change].word} (${words.deletedTo[row.deletedTo]})`;
  const head = say(words.spoken, { change, kind: kindWords[row.kind].one, title: short(row.title) });
  const real = row.fields.filter((field) => field.cosmetic !== true);
  const shown = (real.length > 0 ? real : row.fields).slice(0, SPOKEN_FIELDS).map(spokenField);
  const more = row.fields.length - shown.length;
  return [isTicked ? `${uiWords.grid.ticked}, ${head}` : head, ...shown, ...(more > 0 ? [say(words.spokenMore, { count: more })] : [])].join('. ');
}

/** One sentence for one field: was, now. */
export function spokenField(field: FieldChange): string {
  const values = { label: short(field.label), before: short(field.before ?? ''), after: short(field.after ?? '') };
  if (field.before === undefined) return say(words.spokenAdded, values);
  if (field.after === undefined) return say(words.spokenRemoved, values);
  return say(words.spokenField, values);
}

function short(text: string): string {
  return displayText(text.replaceAll(/\s+/g, ' '), SPOKEN_LENGTH);
}
