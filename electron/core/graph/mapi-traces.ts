import type { Trace } from '../../../shared/records.ts';
import { objectsAt, textAt, textsAt, type JsonObject } from './json.ts';

const SHOWN_LENGTH = 200;

/** MAPI properties by their tag (MS-OXPROPS), for those that tell who made or changed an item and where it came from. */
const TAGS: Readonly<Record<string, string>> = {
  '3ff8': 'PidTagCreatorName',
  '3ff9': 'PidTagCreatorEntryId',
  '3ffa': 'PidTagLastModifierName',
  '3ffb': 'PidTagLastModifierEntryId',
  '3007': 'PidTagCreationTime',
  '3008': 'PidTagLastModificationTime',
  '300b': 'PidTagSearchKey',
  '65e0': 'PidTagSourceKey',
  '65e2': 'PidTagChangeKey',
  '65e3': 'PidTagPredecessorChangeList',
  '348a': 'PidTagLastActiveParentEntryId',
  '668f': 'PidTagDeletedOn',
};

/** MAPI properties with an id within a property set, by set and id. */
const NAMED: Readonly<Record<string, string>> = {
  '00062008-0000-0000-c000-000000000046 8510': 'PidLidSideEffects',
  '6ed8da90-450b-101b-98da-00aa003f1305 3': 'PidLidGlobalObjectId',
  '6ed8da90-450b-101b-98da-00aa003f1305 23': 'PidLidCleanGlobalObjectId',
};

/** They move with every save, whoever saves. */
const MOVING: ReadonlySet<string> = new Set(['PidTagLastModificationTime', 'PidTagChangeKey', 'PidTagPredecessorChangeList']);

/** The extended properties of a resource as marks of programs: known ones under their MAPI name, others under the id that was asked for. */
export function mapiTraces(resource: JsonObject): readonly Trace[] {
  const single = objectsAt(resource, 'singleValueExtendedProperties').map((property) => traceOf(textAt(property, 'id'), textAt(property, 'value')));
  const multiple = objectsAt(resource, 'multiValueExtendedProperties').map((property) => traceOf(textAt(property, 'id'), textsAt(property, 'value').join(', ')));
  return [...single, ...multiple].filter((trace) => trace.name !== '');
}

function traceOf(id: string, value: string): Trace {
  const name = readableName(id);
  return { namespace: 'mapi', name, value: MOVING.has(name) ? '' : value.slice(0, SHOWN_LENGTH) };
}

function readableName(id: string): string {
  const tag = /^\s*\w+\s+0x([0-9a-f]{1,4})\s*$/i.exec(id)?.[1];
  if (tag !== undefined) return TAGS[tag.toLowerCase().padStart(4, '0')] ?? id.trim();
  const named = /^\s*\w+\s+\{([0-9a-f-]{36})\}\s+id\s+0x0*([0-9a-f]{1,4})\s*$/i.exec(id);
  return NAMED[`${named?.[1]?.toLowerCase() ?? ''} ${named?.[2]?.toLowerCase() ?? ''}`] ?? id.trim();
}
