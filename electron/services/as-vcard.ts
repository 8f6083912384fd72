import type { FieldEntry } from '../../shared/records.ts';
import { escapeText } from '../core/content-lines/escape.ts';
import { writeContentLine } from '../core/content-lines/write-content-line.ts';
import type { Body, Version } from '../store/types.ts';

/** Properties whose value is one text, by field. */
const TEXT_PROPERTIES: Readonly<Record<string, string>> = {
  'nicknames': 'NICKNAME',
  'organizations': 'ORG',
  'titles': 'TITLE',
  'titles/role': 'ROLE',
  'notes': 'NOTE',
  'anniversaries/birth': 'BDAY',
  'language': 'X-LANGUAGE',
};

/** Properties that come with a TYPE, by the field's first part. */
const TYPED_PROPERTIES: Readonly<Record<string, string>> = { emails: 'EMAIL', phones: 'TEL', addresses: 'LABEL', links: 'URL', onlineServices: 'IMPP' };

const TYPES: Readonly<Record<string, string>> = { private: 'HOME', mobile: 'CELL' };

/**
 * A contact that was not captured as a vCard, as a vCard 3.0 (RFC 2426): names, e-mail, phones, addresses as labels, company, notes, categories,
 * birthday. What has no property of its own goes into X-SYNCTRACE- properties, so that nothing seen is left out.
 */
export function asVCard(version: Version, body: Body): string {
  const lines = ['BEGIN:VCARD\r\n', 'VERSION:3.0\r\n', property('UID', version.uid ?? version.key), property('FN', version.title), nameLine(body.fields)];
  const keywords = body.fields.filter((entry) => entry.field === 'keywords').map((entry) => escapeText(entry.text));
  if (keywords.length > 0) lines.push(writeContentLine('CATEGORIES', [], keywords.join(',')));
  for (const entry of body.fields) if (!entry.field.startsWith('name/') && entry.field !== 'keywords') lines.push(fieldLine(entry));
  lines.push('END:VCARD\r\n');
  return lines.map((line) => (line.endsWith('\n') ? line : `${line}\r\n`)).join('');
}

function nameLine(fields: readonly FieldEntry[]): string {
  const part = (field: string): string => escapeText(fields.find((entry) => entry.field === field)?.text ?? '');
  return writeContentLine('N', [], ['name/surname', 'name/given', 'name/given2', 'name/title', 'name/generation'].map(part).join(';'));
}

function fieldLine(entry: FieldEntry): string {
  const [property0 = '', context = ''] = entry.field.split('/', 2);
  const plainName = TEXT_PROPERTIES[entry.field];
  if (plainName !== undefined) return property(plainName, entry.text);
  const typedName = TYPED_PROPERTIES[property0];
  if (typedName === undefined) return property(`X-SYNCTRACE-${entry.field.toUpperCase().replace(/[^A-Z0-9-]+/g, '-')}`, entry.text);
  const types = context.split('-').filter((type) => type !== '');
  const params = types.length === 0 ? [] : [{ name: 'TYPE', values: types.map((type) => TYPES[type] ?? type.toUpperCase()) }];
  return writeContentLine(typedName, params, escapeText(entry.text));
}

function property(name: string, value: string): string {
  return writeContentLine(name, [], escapeText(value));
}
