import { expect, it, onTestFinished } from 'vitest';
import type { Item } from '../demo/exchange-server/mailbox/item.ts';
import { PROP } from '../demo/exchange-server/mailbox/known-properties.ts';
import { PRACTICE_ACCOUNT, startExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';
import { casePath } from '../testing/build-case.ts';
import type { CaseContext } from './case-context.ts';
import { createPorts, createSessionVault, openCaseContext } from './engine.ts';
import { applyPlan, planRestore, undoRestore } from './restore-records.ts';
import { sessionReference } from './secrets.ts';
import { addSource } from './sources.ts';
import { systemClock } from './system-ports.ts';
import { takeSnapshots } from './take-snapshot.ts';

const { signal } = new AbortController();
const NOTHING = (): void => {};
const BY = { name: 'Sync', request: null };
const KINDS = ['graph', 'ews'] as const;

/** A mailbox that stands in the case as two accounts. */
async function aMailboxTwice() {
  const server = await startExchangeServer({ clock: systemClock, sample: { contacts: 3, events: 6, tasks: 0 } });
  const vault = createSessionVault({});
  const context: CaseContext = openCaseContext(casePath(), 'write', undefined, createPorts(vault, () => Promise.reject(new Error('no practice server'))));
  onTestFinished(async () => {
    context.store.close();
    await server.close();
  });
  for (const kind of KINDS) {
    await vault.set(sessionReference(kind), { type: 'password', password: kind === 'graph' ? 'test-token' : 'pass' });
    addSource(context, { name: kind, kind, url: kind === 'graph' ? server.graphUrl : server.ewsUrl, user: PRACTICE_ACCOUNT.user, secretRef: sessionReference(kind) });
  }
  const take = async (name: string): Promise<string> => (await takeSnapshots(context, { sources: [name] }, signal, NOTHING))[0]?.id ?? '';
  return { mailbox: server.mailbox, context, take };
}

it.each([
  ['graph', 'ews'],
  ['ews', 'graph'],
] as const)('makes nothing a second time that the same mailbox got back by the other protocol (%s, then %s)', async (one, other) => {
  const { mailbox, context, take } = await aMailboxTwice();
  const standing = (name: 'contacts' | 'calendar'): readonly Item[] => mailbox.itemsIn(mailbox.folders.named(name).number);
  const lost = [...standing('contacts').slice(0, 1), ...standing('calendar').filter((item) => item.attendees.length === 0).slice(0, 2)];
  const counted = () => [standing('contacts').length, standing('calendar').length];
  const all = counted();
  const before = { [one]: await take(one), [other]: await take(other) };
  for (const item of lost) mailbox.destroy(item, BY);
  const after = { [one]: await take(one), [other]: await take(other) };
  const planOf = (kind: string) => planRestore(context, { what: 'removed', from: before[kind] ?? '', until: after[kind] ?? '' }, signal);
  // Both are planned before either is applied: the plan of the other knows of nothing yet.
  const [first, second] = [await planOf(one), await planOf(other)];
  expect([first, second].map(({ steps }) => steps.map(({ op }) => op))).toEqual([['create', 'create', 'create'], ['create', 'create', 'create']]);
  const restore = await applyPlan(context, first.id, signal, NOTHING);
  expect(restore).toMatchObject({ applied: 3, failed: [], verified: true });
  const again = await planOf(other);
  expect([again.steps.map(({ op }) => op), again.conflicts]).toEqual([['skip', 'skip', 'skip'], []]);
  expect(await applyPlan(context, second.id, signal, NOTHING)).toMatchObject({ applied: 0 });
  expect(counted()).toEqual(all);
  await undoRestore(context, restore.id, signal, NOTHING);
  expect((await planOf(other)).steps.map(({ op }) => op)).not.toContain('skip');
  expect(standing('contacts').map((item) => item.bag.get(PROP.displayName))).not.toContain(lost[0]?.bag.get(PROP.displayName));
});
