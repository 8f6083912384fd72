import { AppError } from '../../shared/errors.ts';
import type { RawFormat } from '../../shared/records.ts';
import { diffFields } from '../analysis/diff/field-diff.ts';
import { differingProperties } from '../core/differing-properties.ts';
import { isAnothersMeeting, withoutEwsGuests, withoutEwsUid } from '../core/ews/scheduling.ts';
import { hasGraphGuests, withoutGraphGuests, withoutGraphUid } from '../core/graph/scheduling.ts';
import { hasClientAgent, hasScheduling, withClientAgent, withoutGuests, withoutMethod, withUid } from '../core/icalendar/scheduling.ts';
import { readRaw } from '../core/read-raw.ts';
import { type ReadContext, type ReadRecord, meaningText } from '../core/reading.ts';
import type { RecordRules } from '../restore/plan/record-rules.ts';

/** What restoring must know of bodies, answered by the core. */
export function recordRules(reading: ReadContext): RecordRules {
  const read = (format: RawFormat, raw: Uint8Array): ReadRecord | null => {
    try {
      return readRaw(format, raw, reading);
    } catch (error) {
      // A body that cannot be read is like no other; the bytes themselves are compared by the caller.
      if (error instanceof AppError) return null;
      throw error;
    }
  };
  return {
    sameByMeaning(format, left, right) {
      const [one, other] = [read(format, left), read(format, right)];
      return one !== null && other !== null && meaningText(one) === meaningText(other);
    },
    differingProperties: (format, sent, held) =>
      differingProperties(format, sent, held)
        .filter((difference) => difference.kind !== 'added')
        .map((difference) => difference.property),
    uidOf: (format, raw) => read(format, raw)?.uid,
    fieldRows(format, before, after) {
      const [one, other] = [read(format, before), read(format, after)];
      if (one === null || other === null) return [];
      return diffFields(one.fields, other.fields)
        .filter((row) => row.cosmetic !== true)
        .map(({ field, before: was, after: is }) => ({ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }));
    },
    scheduling: {
      withClientAgent,
      hasClientAgent,
      hasScheduling: (format, raw) => (format === 'graph-json' ? hasGraphGuests(raw) : format === 'icalendar' && hasScheduling(raw)),
      takesOver: (format, raw) => format === 'ews-xml' && isAnothersMeeting(raw),
      withoutGuests: (format, raw) => GUESTLESS[format]?.(raw) ?? raw,
      withoutMethod: (format, raw) => (format === 'icalendar' ? withoutMethod(raw) : raw),
      withUid: (format, raw, uid) => WITH_UID[format]?.(raw, uid) ?? raw,
    },
  };
}

const GUESTLESS: Partial<Record<RawFormat, (raw: Uint8Array) => Uint8Array>> = { icalendar: withoutGuests, 'graph-json': withoutGraphGuests, 'ews-xml': withoutEwsGuests };
const WITH_UID: Partial<Record<RawFormat, (raw: Uint8Array, uid: string) => Uint8Array>> = { icalendar: withUid, 'graph-json': withoutGraphUid, 'ews-xml': withoutEwsUid };
