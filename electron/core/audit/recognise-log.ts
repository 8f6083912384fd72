import { utf16Flavour } from '../content-lines/charset.ts';
import { csvRows, type Separator, sniffTable } from '../csv/rows.ts';
import type { LogFormat } from './format.ts';
import { LOG_FORMATS } from './formats/index.ts';
import type { JsonNesting } from './split-json.ts';
import { columnName } from './table-row.ts';

/** What a file is that is no log: with nothing in it, packed, a spreadsheet's own file, or of another kind. */
export type NotALog = 'empty' | 'packed' | 'spreadsheet' | 'unknown';

/** A log's format, and where and how its rows stand. */
export interface Recognised {
  readonly type: 'log';
  readonly format: LogFormat;
  /** Of a table: what parts its cells. */
  readonly separator: Separator;
  /** Where its text begins, and on which line. */
  readonly start: number;
  readonly line: number;
  /** Of JSON. */
  readonly nesting: JsonNesting;
  /** Where its first bytes are UTF-16. */
  readonly flavour: 'utf-16le' | 'utf-16be' | undefined;
}

const LOOKED_AT_LINES = 50;

/** What a file is by its first bytes. */
export function recogniseLog(head: Uint8Array): Recognised | { readonly type: NotALog } {
  const packed = packedKind(head);
  if (packed !== undefined) return { type: packed };
  const flavour = utf16Flavour(head);
  const text = new TextDecoder(flavour ?? 'utf-8').decode(head);
  const beginning = text.trimStart();
  if (beginning === '') return { type: 'empty' };
  const log = { type: 'log', separator: ',', start: 0, line: 1, nesting: 0, flavour } as const;
  if (/^[{[]/.test(beginning)) {
    const format = LOG_FORMATS.find((one) => one.shape === 'json' && one.isOf(beginning));
    return format === undefined ? { type: 'unknown' } : { ...log, format, nesting: nestingOf(beginning) };
  }
  const { format: table, ...place } = tableIn(text);
  if (table !== undefined) return { ...log, ...place, format: table };
  const lines = beginning.split(/\r\n|\r|\n/).slice(0, LOOKED_AT_LINES);
  const format = LOG_FORMATS.find((one) => one.shape === 'lines' && lines.some((line) => one.isOf(line)));
  return format === undefined ? { type: 'unknown' } : { ...log, format };
}

function tableIn(text: string): { readonly format: LogFormat | undefined; readonly separator: Separator; readonly start: number; readonly line: number } {
  // PowerShell's Export-Csv writes the type before the headers.
  const typeLine = /^\s*"?#TYPE [^\r\n]*(?:\r\n|\r|\n)/.exec(text)?.[0] ?? '';
  const { separator, start } = sniffTable(text.slice(typeLine.length));
  const from = typeLine.length + start;
  const header = csvRows(text.slice(from), separator).next().value?.cells ?? [];
  const columns = new Set(header.map(columnName));
  return { format: LOG_FORMATS.find((one) => one.shape === 'table' && one.isOf(columns)), separator, start: from, line: 1 + (text.slice(0, from).match(/\r\n|\r|\n/g)?.length ?? 0) };
}

function nestingOf(beginning: string): JsonNesting {
  if (beginning.startsWith('[')) return 1;
  return /^\{[^{}[\]]*"(?:value|records)"\s*:\s*\[/i.test(beginning) ? 2 : 0;
}

function packedKind(head: Uint8Array): NotALog | undefined {
  const starts = (...bytes: readonly number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  // Office files of today are zip archives, older ones compound files.
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'spreadsheet';
  if (starts(0x50, 0x4b, 3, 4)) return /xl\/|\[Content_Types\]|_rels\//.test(new TextDecoder('latin1').decode(head)) ? 'spreadsheet' : 'packed';
  return starts(0x1f, 0x8b) || starts(0x42, 0x5a, 0x68) || starts(0x28, 0xb5, 0x2f, 0xfd) || starts(0xfd, 0x37, 0x7a, 0x58) ? 'packed' : undefined;
}
