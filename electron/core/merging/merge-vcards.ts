import type { FieldEntry } from '../../../shared/records.ts';
import { bytesAsText } from '../content-lines/bytes-as-text.ts';
import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import { readContentLines } from '../content-lines/read-content-lines.ts';
import { writeContentLine } from '../content-lines/write-content-line.ts';
import { editLines } from '../icalendar/edit-lines.ts';
import type { ReadContext } from '../reading.ts';
import { readVCard } from '../vcard/read.ts';
import { missingEntries } from './values.ts';

/** Of these a card has one: where both have another, the kept one’s stays (RFC 6350 §6: *1, and what programs show only once). */
const ONE: ReadonlySet<string> = new Set(['FN', 'N', 'BDAY', 'BIRTHPLACE', 'ANNIVERSARY', 'X-ANNIVERSARY', 'X-EVOLUTION-ANNIVERSARY', 'X-MS-ANNIVERSARY', 'DEATHDATE', 'DEATHPLACE', 'GENDER', 'KIND', 'X-ADDRESSBOOKSERVER-KIND', 'PHOTO', 'LOGO', 'SORT-STRING', 'CLASS', 'GEO', 'TZ', 'LANGUAGE', 'GRAMGENDER', 'X-ABSHOWAS', 'X-PHONETIC-FIRST-NAME', 'X-PHONETIC-MIDDLE-NAME', 'X-PHONETIC-LAST-NAME']);
const NEVER: ReadonlySet<string> = new Set(['BEGIN', 'END', 'VERSION', 'UID', 'REV', 'PRODID', 'CREATED', 'CLIENTPIDMAP', 'PROFILE', '']);
/** They stand beside another line of their group and say nothing alone. */
const BESIDE: ReadonlySet<string> = new Set(['X-ABLABEL', 'X-ABADR']);
const EMBEDDED: ReadonlySet<string> = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

/**
 * The kept card with what only the others say added at its end, each of its own lines byte for byte as it was; null where its character set
 * leaves no safe way to add to it.
 */
export function mergeVCards(kept: Uint8Array, others: readonly Uint8Array[], context: ReadContext): Uint8Array | null {
  const { lines, charsetGuessed } = readContentLines(kept);
  if (charsetGuessed || lines.some((line) => parameterValue(line, 'CHARSET') !== undefined)) return null;
  const version = versionOf(lines);
  const held = [...readVCard(kept, context).fields];
  const names = new Set(lines.map(({ name }) => name));
  const groups = groupGiver(lines);
  const added: string[] = [];
  for (const other of others) {
    const theirs = readContentLines(other).lines;
    const isSameVersion = versionOf(theirs) === version;
    for (const unit of unitsOf(theirs)) {
      const { name } = unit[0] ?? { name: '' };
      if ((ONE.has(name) && names.has(name)) || (EMBEDDED.has(name) && !isSameVersion)) continue;
      const entries = entriesOf(unit, version, context);
      if (missingEntries(entries, held).length === 0) continue;
      held.push(...entries);
      names.add(name);
      const group = unit.length > 1 || unit[0]?.group !== '' ? groups() : '';
      added.push(...unit.map((line) => writtenLine(line, group)));
    }
  }
  if (added.length === 0) return kept;
  return editLines(kept, ({ name, path, text }) => (name === 'END' && path.length === 1 ? [...added, text] : undefined));
}

/** Each line of the card itself with those that stand beside it. */
function unitsOf(lines: readonly ContentLine[]): readonly (readonly ContentLine[])[] {
  let depth = 0;
  const own = lines.filter(({ name }) => {
    if (name === 'BEGIN') depth += 1;
    const isOwn = depth === 1;
    if (name === 'END') depth -= 1;
    return isOwn;
  });
  return own
    .filter(({ name }) => !NEVER.has(name) && !BESIDE.has(name))
    .map((line) => [line, ...own.filter(({ group, name }) => line.group !== '' && group === line.group && BESIDE.has(name))]);
}

/** What these lines say alone. */
function entriesOf(unit: readonly ContentLine[], version: string, context: ReadContext): readonly FieldEntry[] {
  const body = ['BEGIN:VCARD\r\n', `VERSION:${version}\r\n`, ...unit.map((line) => `${writtenLine(line, line.group)}\r\n`), 'END:VCARD\r\n'].join('');
  return readVCard(Uint8Array.from(body, (octet) => octet.charCodeAt(0)), context).fields;
}

/** A line as octets, unfolded and without its end; quoted-printable and its character set were undone when it was read. */
function writtenLine(line: ContentLine, group: string): string {
  const params = line.params.filter(({ name, values }) => name !== 'CHARSET' && !(name === 'ENCODING' && values.some((value) => /^(?:quoted-printable|q)$/i.test(value))));
  const text = writeContentLine(`${group === '' ? '' : `${group}.`}${line.name}`, params, line.value).replace(/\r\n /g, '').replace(/\r\n$/, '');
  return bytesAsText(new TextEncoder().encode(text));
}

function versionOf(lines: readonly ContentLine[]): string {
  return lines.find(({ name }) => name === 'VERSION')?.value.trim() ?? '3.0';
}

/** Names of groups that the card does not use. */
function groupGiver(lines: readonly ContentLine[]): () => string {
  const used = new Set(lines.map(({ group }) => group.toLowerCase()));
  let last = 0;
  return () => {
    do last += 1;
    while (used.has(`item${last}`));
    return `item${last}`;
  };
}
