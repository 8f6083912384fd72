import { isMarker, MARKER_PROPERTY, ORIGIN_PROPERTY } from '../../core/exchange/mapi-properties.ts';
import { canonicalGraphId } from '../../core/exchange/mapi-property.ts';
import { originOf } from '../exchange/origin-of.ts';
import { type JsonObject, objectsAt, textAt } from '../../core/graph/json.ts';

/** Names that programs gave in the set that is theirs: what a client may set. Tags and other sets are the store's own. */
const OF_PROGRAMS = /^\w+ \{00020329-0000-0000-C000-000000000046\} Name /;

/** The extended properties to write with an item: those that programs left in it, and the marks of a restore. */
export function extendedValues(item: JsonObject, marker?: string, uid?: string): JsonObject {
  const values = objectsAt(item, 'singleValueExtendedProperties')
    .map((one) => ({ id: canonicalGraphId(textAt(one, 'id')), value: textAt(one, 'value') }))
    .filter(({ id, value }) => OF_PROGRAMS.test(id) && id !== MARKER_PROPERTY.graphId && id !== ORIGIN_PROPERTY.graphId && value !== '');
  const all = [
    ...values,
    ...(marker !== undefined && isMarker(marker) ? [{ id: MARKER_PROPERTY.graphId, value: marker }] : []),
    ...(uid === undefined ? [] : [{ id: ORIGIN_PROPERTY.graphId, value: originOf(uid) }]),
  ];
  return all.length === 0 ? {} : { singleValueExtendedProperties: all };
}
