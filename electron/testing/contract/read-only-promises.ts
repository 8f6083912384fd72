import { expect, it } from 'vitest';
import type { ContractWorld } from './contract-world.ts';

/** What a connector promises that can only read. */
export function describeReadOnly({ signal, collection, connector, side, add, named, keyOf, newItem, refusal }: ContractWorld): void {
  it('refuses whatever would write', async () => {
    const names = named('one');
    await add(...names);
    const key = keyOf(names[0] ?? '');
    const writes = [
      connector().create(collection(), newItem('new', 'New'), signal),
      connector().update(collection(), key, newItem('one', 'One'), '', signal),
      connector().delete(collection(), key, '', signal),
    ];
    expect(await Promise.all(writes.map(refusal))).toEqual(['read-only', 'read-only', 'read-only']);
    expect(await side().names()).toEqual(names);
  });
}
