import { gunzipSync, gzipSync } from 'node:zlib';

import type { Draft, Exception, ItemContent } from './item.ts';
import type { MapiKey, PropertyValue } from './property-keys.ts';

/** Begins every stream, as the stream of a real server begins with the version of its format. */
const MARK = Buffer.from([1, 0, 0, 0, 8, 0, 0, 0, 0x53, 0x54, 0x46, 0x58]);

/** An item as an opaque stream that holds all of it (ExportItems), base64. */
export function exportItem(content: ItemContent): string {
  const { bag, recurrence, exceptions, cancelled, attendees, members, attachments } = content;
  const kept = { bag: [...bag], recurrence, exceptions: exceptions.map((one) => ({ ...one, bag: [...one.bag] })), cancelled, attendees, members, attachments };
  return Buffer.concat([MARK, gzipSync(JSON.stringify(kept))]).toString('base64');
}

/** The item that a stream holds; null where it is cut off or no such stream. */
export function importItem(stream: string): Draft | null {
  const bytes = Buffer.from(stream, 'base64');
  if (!bytes.subarray(0, MARK.length).equals(MARK)) return null;
  try {
    const kept = JSON.parse(gunzipSync(bytes.subarray(MARK.length)).toString('utf8')) as Kept;
    return { ...kept, bag: new Map(kept.bag), exceptions: kept.exceptions.map((one) => ({ ...one, bag: new Map(one.bag) })) };
  } catch (error) {
    // zlib and JSON say in their own ways that a stream was cut.
    if (error instanceof Error) return null;
    throw error;
  }
}

interface Kept extends Omit<Draft, 'bag' | 'exceptions'> {
  readonly bag: readonly (readonly [MapiKey, PropertyValue])[];
  readonly exceptions: readonly (Omit<Exception, 'bag'> & { readonly bag: readonly (readonly [MapiKey, PropertyValue])[] })[];
}
