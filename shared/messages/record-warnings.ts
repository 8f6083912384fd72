/** What is odd about a record that was read all the same, in English. */
const WARNINGS: Readonly<Record<string, string>> = {
  'record-encoding': 'Some text is in no known character set and was guessed; check names with accents.',
  'record-odd-lines': 'Some lines have no name or value; they are kept as they are.',
  'record-several': 'The body holds more than one record; the others are kept as text of the first.',
  'record-unclosed': 'A part of the record has no end; it was read up to where the next begins.',
  'record-without-calendar': 'The record stands outside a calendar.',
  'record-without-series': 'Only a changed occurrence is there, not the series it belongs to.',
  'record-without-uid': 'The record has no UID, so that it can be found again only by its place and content.',
  'record-odd-time': 'A date or time could not be understood; it is kept as text.',
  'record-odd-rule': 'A repetition rule could not be understood; it is kept as text.',
  'record-odd-number': 'A number could not be understood; it is kept as text.',
  'record-odd-zone': 'The definition of a time zone is incomplete.',
  'record-unknown-zone': 'A time zone is not known; its times are compared as they are written.',
};

/** The sentence for a code of `ReadRecord.warnings`; undefined for any other code. */
export function warningText(code: string): string | undefined {
  return Object.hasOwn(WARNINGS, code) ? WARNINGS[code] : undefined;
}
