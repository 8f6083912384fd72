import { expect, it } from 'vitest';
import { casePath, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { openCase } from './open-case.ts';

it('shows one state of the case within, whatever a writer commits meanwhile', () => {
  const path = casePath();
  const writer = openCase(path, { mode: 'create', ...storePorts() });
  const source = writer.addSource({ name: 'book', kind: 'carddav' });
  takeSnapshot(writer, source.id, { records: [{ key: 'a' }], label: 'one' });
  const reader = openCase(path, { mode: 'read', ...storePorts() });
  const seen = reader.readTogether(() => {
    const before = reader.snapshots().length;
    takeSnapshot(writer, source.id, { records: [{ key: 'a' }, { key: 'b' }], label: 'two' });
    return [before, reader.snapshots().length];
  });
  expect(seen).toEqual([1, 1]);
  expect(reader.snapshots()).toHaveLength(2);
  reader.close();
  writer.close();
});

it('passes on what is thrown within and leaves the case as it was', () => {
  const store = openCase(casePath(), { mode: 'create', ...storePorts() });
  const fail = () =>
    store.readTogether(() => {
      throw new RangeError('within');
    });
  expect(fail).toThrow(RangeError);
  store.setTitle('still open');
  expect(store.info().title).toBe('still open');
  store.close();
});
