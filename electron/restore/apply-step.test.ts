import { expect, it } from 'vitest';
import type { RestoreId } from '../../shared/records.ts';
import type { Connector } from '../connectors/connector.ts';
import { aCard, applyPorts, aWanted, ignoreProgress, NEVER, planOn, undoOn } from '../testing/build-restore.ts';
import { connectFake, Cut, type Life } from '../testing/fake-connector.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { emptyPages, openJournal, type JournalPages } from '../testing/memory-journal.ts';
import { runOnce } from '../testing/restore-troubles.ts';
import { applyPlan } from './apply-plan.ts';
import type { Plan } from './types.ts';

it('looks by content before it sends again what was acknowledged under a name that nothing has', async () => {
  const server = createFakeServer('vcard', ['book', 'other'], { keys: 'given', undelete: 'copy', marksNothing: true });
  const bare = aCard('ada').replace('UID:ada\n', '');
  server.put('book', 'book/ada', bare);
  server.remove('book', 'book/ada');
  const plan = await planOn(server, [aWanted('book/ada', bare, null)]);
  const connector = connectFake(server);
  const move: Connector['move'] = async (...given) => {
    await connector.move?.(...given);
    return { key: 'nowhere' };
  };
  const pages = emptyPages();
  expect(await apply(plan, { ...connector, move }, pages)).toMatchObject({ applied: 1, failed: [], verified: true });
  expect(server.log.map(({ op }) => op)).toEqual(['create', 'delete', 'copy']);
  expect(entriesOf(pages)).toMatchObject([{ state: 'verified', isGuess: true }]);
});

it('never takes for its own, after a cut, what another put there while its request was lost', async () => {
  const server = createFakeServer('vcard', ['book'], {});
  const plan = await planOn(server, [aWanted('book/ada', aCard('ada', 'TEL:1'), null)]);
  const theirs = aCard('ada', 'TEL:2');
  const pages = emptyPages();
  const life: Life = { isCut: false };
  const connector = connectFake(server, ({ op }) => (op === 'create' ? 'lost-request' : undefined), life);
  const create: Connector['create'] = async (...given) => {
    server.put('book', 'book/ada', theirs);
    return connector.create(...given);
  };
  // Cut after the entry that says what was found: intent, then written.
  const journal = openJournal(pages, life, (write) => (write === 2 ? 'after' : undefined));
  const cut = applyPlan(plan, { ...applyPorts({ connector: { ...connector, create } }), journal }, { restoreId: 'restore-1' as RestoreId, width: 1 }, NEVER, ignoreProgress);
  await expect(cut).rejects.toThrow(Cut);
  expect(entriesOf(pages)).toMatchObject([{ state: 'written' }]);
  expect(await runOnce(server, plan, pages, {})).toMatchObject({ failed: [{ code: 'write-unverified' }] });
  expect(await undoOn(server, pages)).toMatchObject({ steps: [], conflicts: [{ reason: 'conflict-changed-after-restore' }] });
});

function apply(plan: Plan, connector: Connector, pages: JournalPages) {
  return applyPlan(plan, applyPorts({ connector, journal: openJournal(pages) }), { restoreId: 'restore-1' as RestoreId, width: 1 }, NEVER, ignoreProgress);
}

function entriesOf(pages: JournalPages) {
  return [...(pages.restores.get('restore-1' as RestoreId)?.entries.values() ?? [])];
}
