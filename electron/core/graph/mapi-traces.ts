import type { Trace } from '../../../shared/records.ts';
import { mapiPropertyOf } from '../exchange/mapi-properties.ts';
import { canonicalGraphId } from '../exchange/mapi-property.ts';
import { decodeBase64 } from '../content-lines/base64.ts';
import { objectsAt, textAt, textsAt, type JsonObject } from './json.ts';

const SHOWN_LENGTH = 200;

/**
 * The extended properties of a resource as marks of programs: known ones under their MAPI name, others under the id that was asked for.
 * Those that only say which item it is and when it was saved are none: they move with every save or copy, whoever made it.
 */
export function mapiTraces(resource: JsonObject): readonly Trace[] {
  const single = objectsAt(resource, 'singleValueExtendedProperties').flatMap((property) => traceOf(textAt(property, 'id'), textAt(property, 'value')));
  const multiple = objectsAt(resource, 'multiValueExtendedProperties').flatMap((property) => traceOf(textAt(property, 'id'), textsAt(property, 'value').join(', ')));
  return [...single, ...multiple];
}

/** The search key of an item (PidTagSearchKey) in hex, which stays through moves between folders; undefined where none was asked for. */
export function searchKeyOf(resource: JsonObject): string | undefined {
  const property = objectsAt(resource, 'singleValueExtendedProperties').find((one) => mapiPropertyOf(textAt(one, 'id'))?.name === 'PidTagSearchKey');
  const bytes = property === undefined ? [] : [...decodeBase64(textAt(property, 'value'))];
  return bytes.length === 0 ? undefined : bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function traceOf(id: string, value: string): readonly Trace[] {
  if (id.trim() === '') return [];
  const known = mapiPropertyOf(id);
  if (known !== undefined && known.kind !== 'trace') return [];
  return [{ namespace: 'mapi', name: known?.name ?? canonicalGraphId(id), value: value.slice(0, SHOWN_LENGTH) }];
}
