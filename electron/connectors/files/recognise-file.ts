import { splitCsv } from '../../core/csv/split.ts';

/** What a file holds, told by its content; `cut-off` is an export of which not even the beginning is there. */
export type FileKind = 'vcard' | 'icalendar' | 'csv' | 'graph-json' | 'cut-off';

/** So many bytes at most are enough to tell. */
export const HEAD_BYTES = 8192;

/** The kind of a file's first bytes, or null for what is of no known kind. */
export function recogniseContent(head: Uint8Array): FileKind | null {
  const text = decodeHead(head);
  const start = text.trimStart();
  if (/^BEGIN\s*:\s*VCARD/im.test(start.slice(0, 4096))) return 'vcard';
  if (/^BEGIN\s*:\s*(VCALENDAR|VEVENT|VTODO)/im.test(start.slice(0, 4096))) return 'icalendar';
  if (start.startsWith('{') || start.startsWith('[')) return OWN_JSON.test(start) || /"(value|error|@odata\.[\w.]+|id)"\s*:/.test(start) ? 'graph-json' : null;
  // A comma alone does not make a table: its first row has to name what contacts, events or tasks have.
  return splitCsv(head) === undefined ? null : 'csv';
}

/** What `export` writes. */
const OWN_JSON = /^\[\s*\{\s*"source"\s*:/;

/**
 * As recogniseContent, for a whole file by its beginning. One of no known kind is passed over (null) unless it shows that an export is
 * missing: it ends before what it begins with can be told, it is blank under an export's name, or a login page or an error stands in
 * place of one. It would else look as if all its records had been deleted.
 */
export function recogniseExport(name: string, head: Uint8Array): FileKind | null {
  const kind = recogniseContent(head);
  if (kind !== null) return kind;
  const text = decodeHead(head).replaceAll('\u0000', '').trim();
  const isNamed = /\.(vcf|vcard|ics|csv)$/i.test(name);
  const isGraphName = /^(deleted-|recoverable-)?(contacts|events|tasks|contactFolders|calendars|todoLists)\.json$/i.test(name);
  if (text === '') return isNamed || isGraphName ? 'cut-off' : null;
  if (isGraphName || BEGINNINGS.some((beginning) => beginning.startsWith(text.toUpperCase()))) return 'cut-off';
  return isNamed && /^[<{[]/.test(text) ? 'cut-off' : null;
}

const BEGINNINGS = ['BEGIN:VCARD', 'BEGIN:VCALENDAR', '{"@ODATA.CONTEXT":', '{"VALUE":'];

const utf8 = new TextDecoder('utf-8');

function decodeHead(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  // A vCard or iCalendar file may be UTF-16 without a mark: every other byte is zero.
  if (head.length > 8 && head[1] === 0 && head[3] === 0) return new TextDecoder('utf-16le').decode(head);
  if (head.length > 8 && head[0] === 0 && head[2] === 0) return new TextDecoder('utf-16be').decode(head);
  return utf8.decode(head);
}
