import { AppError } from '../../shared/errors.ts';
import { RAW_FORMATS, RECORD_KINDS, RECORD_STATES, type RawFormat, type RecordKind, type RecordState } from '../../shared/records.ts';

// Rows hold the place in these lists, so the lists may only grow at their ends.

/** The number under which a kind stands in a row. */
export function kindCode(kind: RecordKind): number {
  return RECORD_KINDS.indexOf(kind);
}

/** The number under which a state stands in a row. */
export function stateCode(state: RecordState): number {
  return RECORD_STATES.indexOf(state);
}

/** The number under which a format stands in a row. */
export function formatCode(format: RawFormat): number {
  return RAW_FORMATS.indexOf(format);
}

/** The kind behind a number; one that is none means a damaged row. */
export function kindOf(code: number): RecordKind {
  return known(RECORD_KINDS[code]);
}

/** The state behind a number. */
export function stateOf(code: number): RecordState {
  return known(RECORD_STATES[code]);
}

/** The format behind a number. */
export function formatOf(code: number): RawFormat {
  return known(RAW_FORMATS[code]);
}

/** Live records have this state. */
export const LIVE = stateCode('live');

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new AppError('case-damaged');
  return value;
}
