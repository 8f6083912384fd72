import type { RawFormat, RecordKind } from '../../../shared/records.ts';
import type { ReadContext } from '../reading.ts';
import { mergeGraphContacts } from './merge-graph-contacts.ts';
import { mergeVCards } from './merge-vcards.ts';

/** The kept body with what only the others say; null where bodies of this kind are not put together by a program. */
export function mergeBodies(format: RawFormat, kind: RecordKind, kept: Uint8Array, others: readonly Uint8Array[], context: ReadContext): Uint8Array | null {
  if (kind !== 'contact') return null;
  if (format === 'vcard') return mergeVCards(kept, others, context);
  return format === 'graph-json' ? mergeGraphContacts(kept, others, context) : null;
}
