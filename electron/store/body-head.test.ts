import { expect, it } from 'vitest';
import { aStagedRecord, casePath, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { openCase } from './open-case.ts';

it('fields and times of a body are read without its bytes, each as the whole body has it', () => {
  const store = openCase(casePath(), { mode: 'create', ...storePorts() });
  const source = store.addSource({ name: 'book', kind: 'carddav' });
  const dated = { ...aStagedRecord({ key: 'a', text: 'Ada' }), created: '2026-01-01T00:00:00Z', modified: '2026-02-01T00:00:00Z' };
  const states = [dated, { ...dated, ...aStagedRecord({ key: 'a', text: 'Ada Two' }), modified: '2026-03-01T00:00:00Z' }, aStagedRecord({ key: 'b', text: 'Bo' })];
  const bodies = states.flatMap((record) => [...store.versions(takeSnapshot(store, source.id, { records: [record] }).id)].map(({ bodyId }) => bodyId));
  const heads = [...new Set(bodies)].map((id) => store.head(id));
  expect(heads).toEqual(
    [...new Set(bodies)].map((id) => {
      const { fields, created, modified } = store.body(id);
      return { fields, ...(created === undefined ? {} : { created }), ...(modified === undefined ? {} : { modified }) };
    }),
  );
  expect(heads.map(({ modified }) => modified)).toContain('2026-03-01T00:00:00Z');
  store.close();
});
