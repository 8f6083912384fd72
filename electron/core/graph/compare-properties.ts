import { AppError } from '../../../shared/errors.ts';
import type { PropertyDifference } from '../content-lines/compare-lines.ts';
import { parseJsonObject, readable, type JsonObject } from './json.ts';
import { isPlumbing } from './plumbing.ts';

/**
 * What a server did to a JSON resource between sending and reading, property by property; ids, change keys and what is empty on both sides
 * are not compared. Also for rows of tables, whose properties are their columns. Never throws, whatever the bytes.
 */
export function differingJsonProperties(sent: Uint8Array, held: Uint8Array): readonly PropertyDifference[] {
  const [before, after] = [objectOf(sent), objectOf(held)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !isPlumbing(name)).sort();
  return names.flatMap((property): readonly PropertyDifference[] => {
    const [was, is] = [readable(before[property]), readable(after[property])];
    if (was === is) return [];
    return [{ property, kind: is === '' ? 'lost' : was === '' ? 'added' : 'changed' }];
  });
}

/** A body that is no object holds no property. */
function objectOf(raw: Uint8Array): JsonObject {
  try {
    return parseJsonObject(raw);
  } catch (thrown) {
    if (thrown instanceof AppError) return {};
    throw thrown;
  }
}
