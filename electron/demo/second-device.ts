import { escapeText, unescapeText, unfoldLines, writeComponent } from './content-text.ts';

/** How the second device of the practice case signs what it writes: a phone on which Outlook saves contacts. */
export const SECOND_DEVICE_PRODID = '-//Apple Inc.//iOS 17.4.1//EN';

// Under it Outlook registered on that device; another device of the same account has another.
const ACCOUNT_KEY = '8F21D6A0C34B4E71B5D97E02A6C81F34';
// From 2001 on Apple counts its seconds.
const EPOCH_SECONDS = 978_307_200;

// All that the device has a field for; the rest of a card is lost on it.
const KNOWN_PROPERTIES = new Set(['FN', 'N', 'EMAIL', 'TEL', 'ORG', 'TITLE', 'ADR', 'BDAY']);

/** A card as the second device writes it anew: another UID, its own marks, phones in its own form, no note and no categories. */
export function copyAsSecondDevice(text: string, uid: string, atMs: number): string {
  const version = valueOfCard(text, 'VERSION') ?? '3.0';
  const kept = linesOf(text)
    .filter((line) => KNOWN_PROPERTIES.has(nameOfLine(line)))
    .map((line) => (nameOfLine(line) === 'TEL' ? reformatPhone(line) : line));
  return writeComponent('VCARD', [`VERSION:${version}`, `PRODID:${SECOND_DEVICE_PRODID}`, `UID:${uid}`, ...kept, ...exportMark(text, atMs)]);
}

/** The same card as the second device exports it again under another display name, everything else kept. */
export function exportUnderName(text: string, name: string, atMs: number): string {
  const lines = linesOf(text).map((line) => (nameOfLine(line) === 'FN' ? `FN:${escapeText(name)}` : nameOfLine(line) === 'PRODID' ? `PRODID:${SECOND_DEVICE_PRODID}` : line));
  return writeComponent('VCARD', [...lines, ...exportMark(text, atMs)]);
}

/** What Outlook leaves in each card it saves: the item of the mailbox, the registration of the device, and when. */
function exportMark(text: string, atMs: number): readonly string[] {
  const item = btoa(uidOfCard(text)).replaceAll('=', '');
  return [`item1.URL:ms-outlook://people/${item}?accountKey=${ACCOUNT_KEY}&accountExportedAt=${Math.round(atMs / 1000) - EPOCH_SECONDS}`, 'item1.X-ABLabel:Outlook'];
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
