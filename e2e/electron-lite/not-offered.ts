/** Use of a part of Electron that this stand-in does not have, or cannot answer by itself. */
export class ElectronLiteError extends Error {
  override readonly name = 'ElectronLiteError';
}

/** The error for a part of Electron that is missing here. */
export function notOffered(what: string): ElectronLiteError {
  return new ElectronLiteError(`electron-lite does not offer ${what} (see e2e/electron-lite/README.md)`);
}

/** What the language, inspectors and `await` look for on any object. */
const ALWAYS_READ: ReadonlySet<string> = new Set(['then', 'toJSON', 'constructor', 'domain', 'inspect', 'nodeType', '$$typeof', 'asymmetricMatch']);

/** Whether a property may be missing without anyone using Electron. */
export function isReadOfAnything(key: string | symbol): boolean {
  return typeof key === 'symbol' || ALWAYS_READ.has(key) || key.startsWith('_');
}

/** An object of Electron's: what it has works and may be replaced by a test, anything else throws. */
export function strict<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key, receiver) {
      if (key in target || isReadOfAnything(key)) return Reflect.get(target, key, receiver) as unknown;
      throw notOffered(`${name}.${String(key)}`);
    },
  });
}

/** A module of Electron's that is missing as a whole: it can be imported, and throws as soon as it is used. */
export function missing(name: string): object {
  const refuse = (key: string): never => {
    throw notOffered(key === '' ? name : `${name}.${key}`);
  };
  return new Proxy(function missingModule() {}, {
    get: (target, key) => (isReadOfAnything(key) || key === 'prototype' ? (Reflect.get(target, key) as unknown) : refuse(String(key))),
    apply: () => refuse(''),
    construct: () => refuse(''),
  });
}
