import { escapeText, unescapeText, unfoldLines, writeComponent } from './content-text.ts';

/** How the second device of the practice case signs what it writes. */
export const SECOND_DEVICE_PRODID = '-//Example Mobile//Contact Sync 4.1//EN';

// All that the device has a field for; the rest of a card is lost on it.
const KNOWN_PROPERTIES = new Set(['FN', 'N', 'EMAIL', 'TEL', 'ORG', 'TITLE', 'ADR', 'BDAY']);

/** A card as the second device writes it anew: another UID, its own PRODID, phones in its own form, no note and no categories. */
export function copyAsSecondDevice(text: string, uid: string): string {
  const version = valueOfCard(text, 'VERSION') ?? '3.0';
  const kept = linesOf(text)
    .filter((line) => KNOWN_PROPERTIES.has(nameOfLine(line)))
    .map((line) => (nameOfLine(line) === 'TEL' ? reformatPhone(line) : line));
  return writeComponent('VCARD', [`VERSION:${version}`, `PRODID:${SECOND_DEVICE_PRODID}`, `UID:${uid}`, ...kept]);
}

/** The same card under another display name, everything else kept. */
export function withDisplayName(text: string, name: string): string {
  const lines = linesOf(text).map((line) => (nameOfLine(line) === 'FN' ? `FN:${escapeText(name)}` : line));
  return writeComponent('VCARD', lines);
}

/** The UID of a card; throws where it has none, which no server lets stand. */
export function uidOfCard(text: string): string {
  const uid = valueOfCard(text, 'UID');
  if (uid === undefined) throw new Error('a card without UID');
  return uid;
}

/** The first value of a property as people read it: of a structured one, its first part. */
export function valueOfCard(text: string, name: string): string | undefined {
  const line = linesOf(text).find((one) => nameOfLine(one) === name);
  if (line === undefined) return undefined;
  const value = line.slice(line.indexOf(':') + 1);
  return unescapeText(name === 'ORG' ? (/^(?:\\.|[^;\\])*/s.exec(value)?.[0] ?? value) : value);
}

function linesOf(text: string): readonly string[] {
  return unfoldLines(text).filter((line) => !/^(?:BEGIN|END):VCARD$/i.test(line));
}

function nameOfLine(line: string): string {
  return (/^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)/.exec(line)?.[1] ?? '').toUpperCase();
}

// `+33 6 39 98 05 71` becomes `+33639980571`.
function reformatPhone(line: string): string {
  const colon = line.indexOf(':');
  return line.slice(0, colon + 1) + line.slice(colon + 1).replaceAll(/[^\d+;=A-Za-z:]/g, '');
}
