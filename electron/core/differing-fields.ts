import { AppError } from '../../shared/errors.ts';
import type { PropertyDifference } from './content-lines/compare-lines.ts';
import { encodeBase64 } from './content-lines/base64.ts';
import type { ReadContext, ReadRecord } from './reading.ts';

type Read = (raw: Uint8Array, context: ReadContext) => ReadRecord;

/** Bytes are compared here and kept nowhere, so that they are their own digest. */
const CONTEXT: ReadContext = { digest: encodeBase64 };

/** Marks that the server itself leaves on what it stores; a program's own have no such names. */
const SERVER_MARK = /^Pid(?:Tag|Lid)|^ClientInfo$/;

/**
 * What a server did to a body between writing and reading it back, by what both say: servers of Exchange write markup, zones and
 * empty values anew. Marks of programs that were sent count as well. Named by field; a name never tells whom it is about.
 */
export function differingFields(read: Read, sent: Uint8Array, held: Uint8Array): readonly PropertyDifference[] {
  const [before, after] = [valuesOf(read, sent), valuesOf(read, held)];
  if (before === undefined || after === undefined) return sameBytes(sent, held) ? [] : [{ property: 'Item', kind: 'changed' }];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((property) => differencesIn(property, before.get(property) ?? [], after.get(property) ?? []));
}

function differencesIn(property: string, sent: readonly string[], held: readonly string[]): readonly PropertyDifference[] {
  const left = [...held];
  const missing = sent.filter((value) => {
    const at = left.indexOf(value);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const changed = Math.min(missing.length, left.length);
  return [
    ...Array.from({ length: changed }, () => ({ property, kind: 'changed' }) as const),
    ...Array.from({ length: missing.length - changed }, () => ({ property, kind: 'lost' }) as const),
    ...Array.from({ length: left.length - changed }, () => ({ property, kind: 'added' }) as const),
  ];
}

/** Values by the name of their property; undefined where the body cannot be read. */
function valuesOf(read: Read, raw: Uint8Array): ReadonlyMap<string, readonly string[]> | undefined {
  const record = readOrNot(read, raw);
  if (record === undefined) return undefined;
  const values = new Map<string, string[]>();
  const add = (property: string, value: string): void => void values.set(property, [...(values.get(property) ?? []), value]);
  for (const { field, text, key } of record.fields) add(nameOf(field), `${field}\0${key ?? text}`);
  for (const { namespace, name, value } of record.traces) if (namespace === 'mapi' && !SERVER_MARK.test(name)) add(name, value);
  return values;
}

/** Fields of guests and of single occurrences carry an address or a time in their names. */
function nameOf(field: string): string {
  return /^(?:participants|recurrenceOverrides)\//.exec(field)?.[0].slice(0, -1) ?? field;
}

function readOrNot(read: Read, raw: Uint8Array): ReadRecord | undefined {
  try {
    return read(raw, CONTEXT);
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
