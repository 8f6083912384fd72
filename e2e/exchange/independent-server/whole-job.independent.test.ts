import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPython, type IndependentServer, type ServerFault, startIndependentServer, type StoredItem, type Told } from './independent-server.ts';
import { newProgram, type Program } from './program.ts';

interface Change {
  readonly change: string;
  readonly title: string;
}

const LIVE: readonly string[] = ['contacts', 'Family', 'calendar', 'tasks'];
const WRITES: readonly string[] = ['CreateItem', 'UpdateItem', 'MoveItem', 'DeleteItem', 'CreateAttachment'];
const DONE = { status: 0, document: { restore: { failed: [], verified: true } } };

// The server is another hand's reading of Microsoft's pages; what it holds is asked of it directly, and not over EWS.
describe.skipIf(!hasPython())('the whole job by its command line on an independent EWS server (needs python3)', () => {
  let server: IndependentServer;
  let job: Awaited<ReturnType<typeof newProgram>>;
  let program: Program;
  let before: Told;
  let damaged: Told;

  beforeAll(async () => {
    server = await startIndependentServer();
    job = await newProgram(server);
    ({ program } = job);
    expect(await program.run('snapshot', '--label', 'before')).toMatchObject({ status: 0, document: { snapshots: [{ complete: true, counts: { contact: 63, event: 40, task: 15 } }] } });
    before = await server.ask({});
    damaged = await server.ask({ damage: true });
    expect(await program.run('snapshot', '--label', 'after')).toMatchObject({ status: 0, document: { snapshots: [{ complete: true }] } });
    await server.ask({ save: 'damaged' });
    await server.ask({ purge: true, save: 'purged' });
    await server.ask({ load: 'damaged' });
  });
  afterAll(async () => {
    await job.remove();
    await server.close();
  });

  /** Back to the server and the case as they were after the damage. */
  async function again(state: 'damaged' | 'purged', faults: readonly ServerFault[] = []): Promise<Program> {
    await server.ask({ load: state, clearLog: true, faults, shortPage: null });
    return program.copy();
  }

  async function planned(on: Program, what: '--removed' | '--changed'): Promise<string> {
    const { document } = await on.run('restore', 'plan', what, 'mail@before', 'mail@after');
    const { id, conflicts } = (document as { plan: { id: string; conflicts: readonly unknown[] } }).plan;
    expect(conflicts).toEqual([]);
    return id;
  }

  async function summaryOf(on: Program, from: string, to: string): Promise<unknown> {
    return (await on.run('diff', from, to)).document['summary'];
  }

  /** What the server would hold with these records as they were, and everything else as the damage left it. */
  function expectedWith(...kinds: readonly ('removed' | 'modified' | 'moved')[]): readonly string[] {
    const titles = new Set(kinds.flatMap((kind) => damaged.told?.[kind] ?? []));
    const isOf = (item: StoredItem) => titles.has(item.fields['Subject'] ?? '');
    return contentOf([...damaged.items.filter((item) => !isOf(item) || !LIVE.includes(item.folder)), ...before.items.filter(isOf)]);
  }

  it('tells exactly what another program did, and finds nothing more when it reads everything anew', async () => {
    const { document } = await program.run('diff', 'mail@before', 'mail@after');
    const changes = document['changes'] as readonly Change[];
    const titles = (change: string) => changes.filter((one) => one.change === change).map(({ title }) => title).toSorted();
    const told = damaged.told;
    expect({ added: titles('added'), moved: titles('moved'), removed: titles('removed'), modified: titles('modified') }).toEqual({
      added: told?.added.toSorted(), moved: told?.moved.toSorted(), removed: told?.removed.toSorted(), modified: told?.modified.toSorted(),
    });
    const on = await again('damaged');
    await on.run('snapshot', '--label', 'full', '--full');
    expect(await summaryOf(on, 'mail@after', 'mail@full')).toMatchObject({ added: 0, removed: 0, modified: 0, moved: 0, recreated: 0, cosmetic: 0 });
  });

  it.each([
    ['brings back what was deleted', 'damaged', '--removed', ['removed']],
    ['makes anew what was purged', 'purged', '--removed', ['removed']],
    ['puts back what was changed and moved', 'damaged', '--changed', ['modified', 'moved']],
  ] as const)('%s, writes nothing the second time, and takes it back', async (_, state, what, kinds) => {
    const on = await again(state);
    const untouched = contentOf((await server.ask({})).items);
    const id = await planned(on, what);
    const { document } = await on.run('restore', 'apply', id);
    expect(document).toMatchObject(DONE.document);
    const restored = await server.ask({ clearLog: true });
    expect(contentOf(restored.items)).toEqual(expectedWith(...kinds));
    expect(await on.run('restore', 'apply', id)).toMatchObject({ status: 0, document: { restore: { applied: 0 } } });
    const quiet = await server.ask({});
    expect(quiet.calls.filter(({ op }) => WRITES.includes(op))).toEqual([]);
    expect(await on.run('restore', 'undo', (document as { restore: { id: string } }).restore.id)).toMatchObject(DONE);
    const undone = await server.ask({});
    expect([contentOf(undone.items), undone.sent, undone.invalid]).toEqual([untouched, [], []]);
  });

  it.each([
    ['--removed', 'damaged', ['removed']],
    ['--removed', 'purged', ['removed']],
    ['--changed', 'damaged', ['modified', 'moved']],
  ] as const)('restores %s (%s) whole and once, whatever answers are lost', async (what, state, kinds) => {
    const on = await again(state);
    const id = await planned(on, what);
    await server.ask({ faults: WRITES.flatMap((op) => [0, 1, 2].map((after) => ({ op, do: 'close-after', after }) as const)) });
    expect(await on.run('restore', 'apply', id)).toMatchObject(DONE);
    const { items, sent, calls } = await server.ask({});
    expect(calls.filter(({ fault }) => fault !== null).length).toBeGreaterThanOrEqual(3);
    expect([contentOf(items), sent]).toEqual([expectedWith(...kinds), []]);
  });

  it.each([3, 12])('resumes a restore that was killed after %i writes, and doubles nothing', async (writes) => {
    const on = await again('purged');
    const id = await planned(on, '--removed');
    const isTime = async () => (await server.ask({})).calls.filter(({ op }) => WRITES.includes(op)).length >= writes;
    expect(await on.kill(isTime, 'restore', 'apply', id)).toBe(true);
    expect((await on.run('restore', 'resume')).status).toBe(0);
    expect(await on.run('restore', 'apply', id)).toMatchObject({ status: 0, document: { restore: { applied: 0, verified: true } } });
    const { items, sent } = await server.ask({});
    expect([contentOf(items), sent]).toEqual([expectedWith('removed'), []]);
  });

  it.each([
    ['an overloaded server', [{ op: '*', do: 'busy', after: 5, times: 2, ms: 100 }], {}],
    ['answers that are cut', [{ op: 'FindItem', do: 'cut' }, { op: 'SyncFolderItems', do: 'cut', after: 2 }], {}],
    ['pages of seven', [], { shortPage: 7 }],
    ['sync states that the server forgot', [], { expireSyncStates: true }],
  ] as const)('finds no change where there was none, with %s', async (_, faults, asked) => {
    const on = await again('damaged');
    await server.ask({ faults, ...asked });
    expect(await on.run('snapshot', '--label', 'now')).toMatchObject({ status: 0, document: { snapshots: [{ complete: true, changes: { added: 0, removed: 0, modified: 0 } }] } });
  });
});

/** What lives in the mailbox, in an order of its own; without what a restore notes, and what the server works out. */
function contentOf(items: readonly StoredItem[]): readonly string[] {
  const without = (fields: Readonly<Record<string, unknown>>, ...names: readonly string[]) =>
    Object.entries(fields).filter(([name]) => !names.some((one) => name.includes(one))).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return items
    .filter((item) => LIVE.includes(item.folder))
    .map((item) => {
      const exceptions = Object.entries(item.exceptions).map(([start, fields]) => [start, without(fields, 'TimeZone', 'ReminderDueBy')]);
      const parts = [item.folder, item.kind, without(item.fields, 'Culture', 'ReminderDueBy'), without(item.ext, 'SyncTrace'), item.attachments, exceptions.toSorted(), item.deletedOccurrences];
      return JSON.stringify(parts);
    })
    .toSorted();
}
