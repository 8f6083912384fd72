import type { CaseSource } from '../findings/types.ts';
import type { KnownApp } from '../knowledge/types.ts';
import type { DeclaredApp } from './types.ts';

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/icloud|apple/i, 'icloud'],
  [/google|gmail/i, 'google'],
  [/salesforce/i, 'salesforce'],
  [/dynamics|dataverse/i, 'dynamics'],
  [/hubspot/i, 'hubspot'],
  [/zoho/i, 'zoho'],
  [/exchange|outlook|mailbox|office ?365|microsoft ?365/i, 'exchange'],
  [/nextcloud|owncloud|radicale|baikal|carddav|caldav/i, 'carddav'],
];
// A phone's address book is what the account it saves to holds.
const BEHIND_DEVICE: readonly string[] = ['icloud', 'google', 'carddav'];

/** The stores of the knowledge base that a source may be: one where its kind or its name says so, else all that its kind allows; none is any. */
export function storesOf(source: CaseSource): readonly string[] {
  if (source.kind === 'graph' || source.kind === 'ews') return ['exchange'];
  const named = BY_NAME.find(([pattern]) => pattern.test(`${source.label ?? ''} ${source.name}`))?.[1];
  // What Outlook exports may lie in a profile of any store.
  if (source.kind === 'file' && named === 'exchange' && !/exchange|mailbox|365/i.test(`${source.label ?? ''} ${source.name}`)) return [];
  if (named !== undefined) return [named];
  return source.kind === 'file' ? [] : BEHIND_DEVICE;
}

/** Whether a source may be such a store. */
export function mayBeStore(source: CaseSource, store: string): boolean {
  const stores = storesOf(source);
  return stores.length === 0 || stores.includes(store) || (store === 'device' && stores.some((one) => BEHIND_DEVICE.includes(one)));
}

/** Whether an app can write to a source at all: its stores, then its direction as declared, else as known. */
export function canWrite(app: KnownApp, source: CaseSource, declared: readonly DeclaredApp[]): boolean {
  if (storesOf(source).length === 0 || app.class === 'person' || app.class === 'unknown') return true;
  const isAmong = (store: string): boolean => mayBeStore(source, store);
  // Of an app of the user's own nobody knows the stores: that clears it of nothing.
  if (app.stores.length > 0 && !app.stores.some(isAmong)) return false;
  const directions = directionsOf(app, declared);
  return directions.some((direction) => {
    const target = direction.split('->')[1];
    return target === undefined || !STORES.has(target) || isAmong(target);
  });
}

const STORES: ReadonlySet<string> = new Set(['exchange', 'icloud', 'google', 'carddav', 'salesforce', 'dynamics', 'device', 'hubspot', 'zoho']);

function directionsOf(app: KnownApp, declared: readonly DeclaredApp[]): readonly string[] {
  const given = declared.flatMap(({ direction }) => (direction === undefined || direction === '' || direction === 'any' ? [] : [direction]));
  // Several devices, or one whose direction nobody knows: what any of them can do.
  if (given.length < declared.length || given.length === 0) return app.directions;
  return given.flatMap((direction) => (direction === 'one-way' ? oneWays(app) : [direction]));
}

function oneWays(app: KnownApp): readonly string[] {
  const ways = app.directions.filter((direction) => direction.includes('->'));
  return ways.length === 0 ? app.directions : ways;
}
