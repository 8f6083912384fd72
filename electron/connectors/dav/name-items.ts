import { createHash } from 'node:crypto';
import type { Collection } from '../connector.ts';
import { lastSegment } from './paths.ts';

const MAX_NAME = 120;

/** A key for a new item: names that every server keeps as they are; a seed that has others, or is too long, ends in a hash of its own. */
export function keyForSeed(collection: Pick<Collection, 'id'>, seed: string, extension: string): string {
  const base = collection.id.endsWith('/') ? collection.id : `${collection.id}/`;
  const isOwnKey = seed.startsWith(base) && !seed.slice(base.length).includes('/');
  const last = (isOwnKey || seed.startsWith('/') ? lastSegment(seed) : seed).replace(/^urn:uuid:/i, '');
  const name = last.toLowerCase().endsWith(extension) ? last.slice(0, -extension.length) : last;
  const safe = name.replaceAll(/[^A-Za-z0-9._@+-]/g, '-').replace(/^\.+/, '-').slice(0, MAX_NAME);
  if (safe === name && safe !== '') return `${base}${safe}${extension}`;
  const hash = createHash('sha256').update(seed).digest('hex').slice(0, 16);
  return `${base}${safe === '' ? 'item' : safe}-${hash}${extension}`;
}
