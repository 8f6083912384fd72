import { describe, expect, it } from 'vitest';
import { CALENDAR, DELETED, emptied, useGraph } from '../../testing/graph-suite.ts';
import type { SourceItem } from '../connector.ts';

const { signal } = new AbortController();
const { against } = useGraph();
const KEYS = Array.from({ length: 250 }, (_, at) => `key-${at}`);
const known = { cursor: null, count: KEYS.length, full: false, versionOf: () => 'v1', keys: () => KEYS };

describe('a known item that no listing names', () => {
  it('is asked for before it counts as gone, however many are missing', async () => {
    for (const collection of [CALENDAR, DELETED]) {
      const { connector } = await emptied(against, (key) => (key === 'key-249' ? { status: 200, body: { id: key, changeKey: 'v1', type: collection === DELETED ? 'IPM.Contact' : 'singleInstance' } } : { status: 404, body: { error: { code: 'ErrorItemNotFound', message: '' } } }));
      const items: SourceItem[] = [];
      for await (const item of connector.changes(collection, known, signal)) items.push(item);
      expect(items.map((item) => (item.type === 'checkpoint' ? [item.complete, item.because] : item.key))).toEqual(['key-249', [false, 'listing-contradicted']]);
    }
  });
});
