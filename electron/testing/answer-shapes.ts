/**
 * A shape as CLI.md writes it: a type's name, `?` behind it where it may be left out, `+` where CLI.md does not name it (it may be added,
 * never taken away); a list of one shape; an object; `map` for texts by name; several literals with `|`.
 */
export type Shape = string | readonly [Shape] | { readonly [name: string]: Shape };

const COUNTS = { contact: 'number', event: 'number', task: 'number' };
/** A snapshot, as `snapshot` and `snapshots` tell it. */
export const SNAPSHOT = {
  id: 'string',
  source: 'string',
  takenAt: 'time',
  label: 'string?',
  complete: 'boolean',
  incompleteBecause: 'string?',
  counts: COUNTS,
  changes: { added: 'number', removed: 'number', modified: 'number' },
  notCaptured: ['string'],
  stats: { requests: 'number', bytesIn: 'number', ms: 'number', incremental: 'boolean' },
} as const;
/** A record of a snapshot. */
export const RECORD = { source: 'string', collection: 'string', key: 'string', uid: 'string?', kind: 'contact|event|task', title: 'string', state: 'live|deleted|recoverable', fields: 'map', created: 'time?', modified: 'time?', raw: 'string?' };
/** What differs between two snapshots. */
export const DIFF = {
  from: SNAPSHOT,
  to: SNAPSHOT,
  summary: { added: 'number', removed: 'number', modified: 'number', moved: 'number', recreated: 'number', cosmetic: 'number', unchanged: 'number' },
  changes: [
    {
      change: 'added|removed|modified|moved|recreated',
      kind: 'contact|event|task',
      key: 'string',
      previousKey: 'string?',
      uid: 'string?',
      title: 'string',
      collection: 'string?+',
      deletedTo: 'string?',
      fields: [{ field: 'string', label: 'string', before: 'string?', after: 'string?', cosmetic: 'boolean?+' }],
    },
  ],
} as const;
const MEMBER = { source: 'string', key: 'string', uid: 'string?', title: 'string' };
/** Groups of duplicates. */
export const GROUPS = {
  groups: [
    {
      id: 'string',
      confidence: 'number',
      kind: 'string',
      original: 'string?',
      fieldsLost: ['string'],
      reasons: ['string'],
      keep: 'string',
      records: [MEMBER],
      maybe: [{ ...MEMBER, confidence: 'number' }],
    },
  ],
} as const;
/** Findings with their suspects. */
export const FINDINGS = {
  calibrated: 'boolean',
  figures: 'string',
  findings: [
    {
      id: 'string',
      type: 'duplicates-introduced|records-deleted|records-recreated|fields-overwritten|fields-lost|times-shifted|records-moved',
      source: 'string',
      count: 'number',
      window: { from: 'time', to: 'time' },
      records: [{ source: 'string', key: 'string', title: 'string', previousKey: 'string?+' }],
      summary: 'string',
      severity: 'info|warning|critical',
      suspects: [
        {
          app: 'string',
          name: 'string',
          verdict: 'proved|likely|possible|cleared|cannot-tell',
          probability: 'number',
          role: 'string?',
          evidence: [{ kind: 'audit|provenance|fingerprint|cadence|causality|declared|limit', text: 'string', weight: 'number', refs: ['string'] }],
          remedy: ['string'],
        },
      ],
      different: [{ field: 'string', value: 'string', inside: 'number', insideOf: 'number', outside: 'number', outsideOf: 'number', q: 'number' }],
    },
  ],
} as const;
/** An app that was named. */
export const APP = { app: 'string', since: 'string?', device: 'string?', direction: 'string?', note: 'string?' };
/** Something that was noted. */
export const EVENT = { at: 'time', type: 'string', app: 'string?', text: 'string?' };
/** A plan to review. */
export const PLAN = {
  id: 'string',
  to: 'string',
  createdAt: 'time+',
  notifies: 'number',
  steps: [{ op: 'create|update|undelete|move|delete|skip|manual', key: 'string', title: 'string', reason: 'string' }],
  conflicts: [{ key: 'string', title: 'string', reason: 'string' }],
} as const;
/** What a restore did. */
export const RESTORE = {
  id: 'string',
  plan: 'string',
  applied: 'number',
  skipped: 'number',
  failed: [{ key: 'string', code: 'string', message: 'string' }],
  verified: 'boolean',
  startedAt: 'time+',
  finishedAt: 'time?+',
  undoOf: 'string?+',
  undoneBy: 'string?+',
} as const;
/** What of a file could not be read. */
export const PROBLEM = { file: 'string?', line: 'number?', key: 'string?', code: 'string', message: 'string', quarantined: 'boolean' };
/** An account or import. */
export const SOURCE = { id: 'string', name: 'string', kind: 'carddav|caldav|graph|ews|file', url: 'string?', user: 'string?' };

/** Every place where a value is not of a shape, and what stands there. */
export function mismatches(value: unknown, shape: Shape, place: string): readonly string[] {
  if (typeof shape === 'string') return fits(value, shape) ? [] : [`${place}: ${JSON.stringify(value)} is no ${shape}`];
  if (isList(shape)) return Array.isArray(value) ? value.flatMap((one, index) => mismatches(one, shape[0], `${place}[${index}]`)) : [`${place} is no list`];
  if (typeof value !== 'object' || value === null) return [`${place} is no object`];
  const unknown = Object.keys(value).filter((name) => !(name in shape));
  return [...unknown.map((name) => `${place}.${name} is not in CLI.md`), ...Object.entries(shape).flatMap(([name, inner]) => mismatches((value as Record<string, unknown>)[name], inner, `${place}.${name}`))];
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function fits(value: unknown, shape: string): boolean {
  const type = shape.replace(/[?+]+$/, '');
  if (value === undefined) return shape.includes('?');
  if (type === 'anything') return true;
  if (type === 'time') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(value);
  if (type === 'map') return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
  return type.includes('|') ? type.split('|').some((one) => one === value) : typeof value === type;
}
