/** Turns what may be posted into text and back. */
export interface CloneCodec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Structured clone as text, for both ends of the debugging protocol. The function is also written into the page as it stands, so it uses
 * nothing but the language and what Node and a page share. What it does not know it refuses, as a page refuses to clone a function.
 */
export function createCodec(): CloneCodec {
  const views: Readonly<Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>> = { Uint8Array, Int8Array, Uint8ClampedArray, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView };
  const refuse = (value: unknown): never => {
    throw new DOMException(`${Object.prototype.toString.call(value)} could not be cloned by electron-lite.`, 'DataCloneError');
  };
  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let from = 0; from < bytes.length; from += 8192) text += String.fromCharCode(...bytes.subarray(from, from + 8192));
    return btoa(text);
  };
  const fromBase64 = (text: string): ArrayBuffer => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer;
  const write = (value: unknown, above: readonly object[]): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (value === undefined) return ['undefined'];
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : ['number', Object.is(value, -0) ? '-0' : String(value)];
    if (typeof value === 'bigint') return ['bigint', String(value)];
    if (typeof value !== 'object' || above.includes(value)) return refuse(value);
    const within = [...above, value];
    const all = (items: Iterable<unknown>): unknown[] => [...items].map((item) => write(item, within));
    if (Array.isArray(value)) return ['array', all(value)];
    if (value instanceof Date) return ['date', value.getTime()];
    if (value instanceof Map) return ['map', all([...value].flat(1))];
    if (value instanceof Set) return ['set', all(value)];
    if (value instanceof ArrayBuffer) return ['bytes', 'ArrayBuffer', toBase64(new Uint8Array(value))];
    if (ArrayBuffer.isView(value)) return ['bytes', value.constructor.name in views ? value.constructor.name : 'Uint8Array', toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    if (value instanceof Error) return ['error', value.name, value.message];
    if (!['[object Object]'].includes(Object.prototype.toString.call(value))) return refuse(value);
    return ['object', Object.entries(value).map(([key, item]) => [key, write(item, within)])];
  };
  const read = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const [tag, first, second] = value as [string, unknown, unknown];
    const items = (): unknown[] => (first as unknown[]).map(read);
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(first);
      case 'bigint':
        return BigInt(first as string);
      case 'array':
        return items();
      case 'date':
        return new Date(first as number);
      case 'set':
        return new Set(items());
      case 'map': {
        const flat = items();
        return new Map(flat.flatMap((key, index): [unknown, unknown][] => (index % 2 === 0 ? [[key, flat[index + 1]]] : [])));
      }
      case 'bytes': {
        const buffer = fromBase64(second as string);
        const View = views[first as string];
        return View === undefined ? buffer : new View(buffer);
      }
      case 'error':
        return Object.assign(new Error(second as string), { name: first });
      case 'object':
        return Object.fromEntries((first as [string, unknown][]).map(([key, item]) => [key, read(item)]));
      default:
        return refuse(value);
    }
  };
  return { encode: (value) => JSON.stringify(write(value, [])), decode: (text) => read(JSON.parse(text)) };
}
