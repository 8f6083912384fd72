import { AppError } from '../../../shared/errors.ts';
import type { ContentLine } from '../content-lines/content-line.ts';
import { readContentLines } from '../content-lines/read-content-lines.ts';
import { jscontactFields, jscontactTitle } from '../jscontact/jscontact-fields.ts';
import type { ReadContext, ReadRecord } from '../reading.ts';
import { vcardTraces } from './traces.ts';
import { vcardToJSContact } from './vcard-to-jscontact.ts';

/**
 * Reads one vCard 2.1, 3.0 or 4.0 of any writer. Throws AppError `record-unreadable` where the body is no card, and
 * `record-cut-off` where it ends before its END; anything else that is odd is a warning.
 */
export function readVCard(raw: Uint8Array, context: ReadContext): ReadRecord {
  const { lines, charsetGuessed } = readContentLines(raw);
  const ends = checkEnds(lines);
  const card = vcardToJSContact(lines);
  const warnings: string[] = [];
  if (charsetGuessed) warnings.push('record-encoding');
  if (ends.nameless) warnings.push('record-odd-lines');
  if (ends.cards > 1) warnings.push('record-several');
  return {
    kind: 'contact',
    ...(card.uid === undefined ? {} : { uid: card.uid }),
    title: jscontactTitle(card),
    fields: jscontactFields(card, context),
    traces: vcardTraces(lines),
    ...(card.created === undefined ? {} : { created: card.created }),
    ...(card.updated === undefined ? {} : { modified: card.updated }),
    warnings,
  };
}

function checkEnds(lines: readonly ContentLine[]): { readonly nameless: boolean; readonly cards: number } {
  const first = lines[0];
  if (first?.name !== 'BEGIN' || first.value.trim().toUpperCase() !== 'VCARD') throw new AppError('record-unreadable');
  let depth = 0;
  let cards = 0;
  let nameless = false;
  for (const line of lines) {
    if (line.name === 'BEGIN') depth++;
    else if (line.name === 'END') {
      depth--;
      if (depth === 0) cards++;
    } else if (line.name === '') nameless = true;
  }
  if (depth > 0) throw new AppError('record-cut-off');
  return { nameless, cards };
}
