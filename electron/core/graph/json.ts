import { AppError } from '../../../shared/errors.ts';

/** A JSON object as Microsoft Graph returns it: any property may be missing, null, or of another type than documented. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** No resource of Graph nests nearly as deep; deeper ones would exhaust the stack of whoever walks them. */
const DEEPEST = 64;

/** The object that a body holds; throws `record-unreadable` where it is no JSON object, or nests too deep. */
export function parseJsonObject(raw: Uint8Array): JsonObject {
  const text = new TextDecoder('utf-8').decode(raw);
  if (nestsTooDeep(text)) throw new AppError('record-unreadable', { context: { depth: DEEPEST } });
  const value = parsed(text);
  if (!isObject(value)) throw new AppError('record-unreadable');
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('record-unreadable', { cause });
  }
}

/** The object that a text holds; undefined where it is no JSON object, or nests too deep. */
export function parseJsonText(text: string): JsonObject | undefined {
  if (nestsTooDeep(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // That it is none is the answer.
    return undefined;
  }
}

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isQuoted) {
      if (unit === 92) at++;
      else if (unit === 34) isQuoted = false;
    } else if (unit === 34) isQuoted = true;
    else if (unit === 123 || unit === 91) {
      if (++depth > DEEPEST) return true;
    } else if (unit === 125 || unit === 93) depth--;
  }
  return false;
}

/** Whether a JSON value is an object, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a name; an empty one where there is none. */
export function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isObject(value) ? value : {};
}

/** The objects of the list under a name; none where there is no list. */
export function objectsAt(object: JsonObject, name: string): readonly JsonObject[] {
  const value = object[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text under a name; empty where there is none. Numbers and truth values count as text. */
export function textAt(object: JsonObject, name: string): string {
  return textOf(object[name]);
}

/** The texts of the list under a name, or the one text that stands there instead; blank ones left out. */
export function textsAt(object: JsonObject, name: string): readonly string[] {
  const value = object[name];
  return (Array.isArray(value) ? value.map(textOf) : [textOf(value)]).filter((text) => text.trim() !== '');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Any value as a person may read it: texts as they are, the rest as JSON with its names in one order; empty for nothing. */
export function readable(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return textOf(value);
  const json = JSON.stringify(ordered(value));
  return json === '{}' || json === '[]' ? '' : json;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).filter((name) => !name.includes('@odata.')).sort().map((name) => [name, ordered(value[name])]));
}
