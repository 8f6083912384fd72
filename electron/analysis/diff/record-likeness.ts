import type { FieldEntry, RecordKind } from '../../../shared/records.ts';
import { foldText } from '../normal-text.ts';
import { keyOf, propertyOf } from './field-diff.ts';

/** What of a record can show that another one is the same thing. */
export interface Likeness {
  /** Values of which at least one must be shared. */
  readonly identifying: ReadonlySet<string>;
  /** Values that only decide between several that could be meant. */
  readonly supporting: ReadonlySet<string>;
  /** By field: where both sides have one and they differ, the two are not the same thing. */
  readonly decisive: ReadonlyMap<string, string>;
}

interface Roles {
  readonly identifying: ReadonlySet<string>;
  readonly supporting: ReadonlySet<string>;
  readonly decisive: ReadonlySet<string>;
}

const ROLES: Readonly<Record<RecordKind, Roles>> = {
  contact: {
    identifying: new Set(['emails', 'phones']),
    supporting: new Set(['addresses', 'organizations', 'links', 'onlineServices', 'notes', 'titles']),
    decisive: new Set(['anniversaries/birth', 'name/generation']),
  },
  event: {
    identifying: new Set(['start']),
    supporting: new Set(['end', 'duration', 'locations', 'description', 'alerts']),
    decisive: new Set(['start', 'organizer', 'recurrenceRules']),
  },
  task: {
    identifying: new Set(['due', 'start', 'description']),
    supporting: new Set(['priority', 'keywords', 'alerts', 'progress']),
    decisive: new Set(['due', 'start', 'recurrenceRules']),
  },
};

/** Takes from a record's fields what likeness looks at. */
export function describeLikeness(kind: RecordKind, fields: readonly FieldEntry[]): Likeness {
  const roles = ROLES[kind];
  const identifying = new Set<string>();
  const supporting = new Set<string>();
  const decisive = new Map<string, string>();
  for (const entry of fields) {
    const property = propertyOf(entry.field);
    const value = foldText(keyOf(entry));
    if (value === '') continue;
    if (roles.identifying.has(property)) identifying.add(`${property}\0${value}`);
    if (roles.supporting.has(property)) supporting.add(`${property}\0${value}`);
    // A property that comes several times (parts of a rule) counts as one value, in the order the fields are sorted in.
    if (roles.decisive.has(property)) decisive.set(property, `${decisive.get(property) ?? ''}\0${value}`);
  }
  return { identifying, supporting, decisive };
}

/** 0: not the same thing; else the higher the more is shared. Symmetric. */
export function likenessOf(left: Likeness, right: Likeness): number {
  for (const [field, value] of left.decisive) {
    const other = right.decisive.get(field);
    if (other !== undefined && other !== value) return 0;
  }
  const identifying = shared(left.identifying, right.identifying);
  if (identifying === 0) return 0;
  return identifying * 10 + Math.min(9, shared(left.supporting, right.supporting));
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let count = 0;
  for (const value of left) if (right.has(value)) count += 1;
  return count;
}
