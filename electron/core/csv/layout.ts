import type { RecordKind } from '../../../shared/records.ts';
import { COLUMNS, COLUMNS_OF, type ColumnMeaning } from './columns.ts';
import { ITEM_COLUMNS } from './item-columns.ts';
import { isOwnTable } from './own-table.ts';

/** What program wrote a table; `google-old` is the form of before 2024, and of a table of our own each row says its kind. */
export const CSV_DIALECTS = ['outlook', 'google', 'google-old', 'salesforce', 'synctrace', 'generic'] as const;
export type CsvDialect = (typeof CSV_DIALECTS)[number];

/** What a table holds, told by its headers. */
export interface CsvLayout {
  readonly dialect: CsvDialect;
  readonly kind: RecordKind;
  /** What each column means, in the order of the table; undefined for those that nothing is known of. */
  readonly meanings: readonly (ColumnMeaning | undefined)[];
  /** The column that names a row, if there is one. */
  readonly idColumn: string | undefined;
}

/** The layout of a table by its headers; undefined where too little of it is known for its rows to be contacts, events or tasks. */
export function csvLayout(headers: readonly string[]): CsvLayout | undefined {
  if (isOwnTable(headers)) return { dialect: 'synctrace', kind: 'contact', meanings: headers.map(() => undefined), idColumn: 'key' };
  const names = headers.map((header) => header.trim().toLowerCase());
  const known = new Set(names);
  const kind = kindOf(known);
  const dialect = dialectOf(known);
  const columns = kind === 'contact' ? { ...COLUMNS, ...COLUMNS_OF[dialect] } : ITEM_COLUMNS;
  const meanings = names.map((name) => (Object.hasOwn(columns, name) ? columns[name] : kind === 'contact' ? numberedMeaning(name) : undefined));
  if (!meanings.some(isTelling)) return undefined;
  return { dialect, kind, meanings, idColumn: headers[meanings.indexOf('id')] };
}

/** Google's repeated groups: `Phone 2 - Value` is told by the `Type` or `Label` beside it. */
function numberedMeaning(name: string): ColumnMeaning | undefined {
  return /^(?:e-mail|phone|address|organization|relation|website|event|im|custom field) \d{1,3} - [a-z ]{1,40}$/.test(name) ? 'numbered' : undefined;
}

function isTelling(meaning: ColumnMeaning | undefined): boolean {
  return meaning !== undefined && /^(?:full|name\/(?:given|surname)|email$|phone|company|numbered|title$|due|start)/.test(meaning);
}

function kindOf(names: ReadonlySet<string>): RecordKind {
  const has = (...any: readonly string[]): boolean => any.some((name) => names.has(name));
  if (!has('subject', 'betreff')) return 'contact';
  if (has('due date', 'fällig am', 'date completed', 'erledigt am', '% complete', '% erledigt')) return 'task';
  return has('start date', 'beginnt am') ? 'event' : 'contact';
}

function dialectOf(names: ReadonlySet<string>): CsvDialect {
  const has = (name: string): boolean => names.has(name);
  if (['e-mail 1 - value', 'phone 1 - value', 'group membership', 'given name yomi', 'labels'].some(has)) {
    return ['e-mail 1 - label', 'phone 1 - label', 'labels', 'phonetic first name', 'organization name'].some(has) ? 'google' : 'google-old';
  }
  const salesforce = ['contact id', 'accountid', 'account name', 'mailingstreet', 'mailing street', 'masterrecordid', 'systemmodstamp', 'lead source', 'leadsource', 'salutation'].filter(has);
  if (salesforce.length >= 2 || has('contact id')) return 'salesforce';
  const outlook = [
    'first name', 'e-mail address', 'business street', 'home street', 'business phone', 'e-mail type', 'subject', 'start time', 'show time as', 'sensitivity', 'reminder on/off',
    'vorname', 'e-mail-adresse', 'straße geschäftlich', 'telefon geschäftlich', 'e-mail-typ', 'betreff', 'beginnt um', 'zeitspanne zeigen als', 'vertraulichkeit', 'erinnerung ein/aus',
  ].filter(has);
  return outlook.length >= 3 ? 'outlook' : 'generic';
}
