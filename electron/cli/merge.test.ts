import { afterEach, expect, it, vi } from 'vitest';
import { startDavServer } from '../demo/dav-server/start-dav-server.ts';
import { casePath } from '../testing/build-case.ts';
import { aCard } from '../testing/builders.ts';
import { commandLine } from '../testing/command-line.ts';
import { runCli } from './run-cli.ts';

afterEach(() => vi.unstubAllEnvs());

it('plans a merge of named groups, applies it and takes it back, by commands alone', async () => {
  vi.stubEnv('SYNCTRACE_TEST_PASSWORD', 'pass');
  const people = ['Ada', 'Bruno', 'Carla'];
  const card = (name: string, copy: string, lines: readonly string[]) => ({ name: `${name}-${copy}.vcf`, text: aCard({ uid: `${name}-${copy}`, given: name, family: 'Almond', emails: [`${name.toLowerCase()}@example.test`], phones: ['+49 170 5550001'], lines }) });
  const items = people.flatMap((name) => [card(name, 'first', [`NOTE:met ${name} in May`]), card(name, 'second', [`TITLE:Pilot of ${name}`])]);
  const server = await startDavServer({ user: 'anna', password: 'pass', books: [{ path: 'book', name: 'Book', kind: 'contacts', items }] });
  try {
    const cli = commandLine(runCli, casePath());
    await cli.ask('source', 'add', 'book', '--kind', 'carddav', '--url', server.url, '--user', 'anna', '--password-env', 'SYNCTRACE_TEST_PASSWORD');
    await cli.ask('snapshot');
    const { groups } = (await cli.ask('duplicates', 'book@latest')).document as { groups: { id: string; keep: string }[] };
    expect(groups).toHaveLength(3);
    expect(await cli.fail('merge', 'plan', 'book@latest', '--groups', 'none')).toMatchObject({ status: 2, code: 'group-unknown' });
    const planned = await cli.ask('merge', 'plan', 'book@latest', '--groups', groups.slice(0, 2).map(({ id }) => id).join(','));
    const { plan } = planned.document as { plan: { id: string; notifies: number; steps: { op: string; key: string; reason: string }[]; conflicts: unknown[] } };
    expect({ status: planned.status, notifies: plan.notifies, conflicts: plan.conflicts, ops: plan.steps.map(({ op }) => op), keys: plan.steps.filter(({ op }) => op === 'update').map(({ key }) => key) }).toEqual({
      status: 0, notifies: 0, conflicts: [], ops: ['update', 'delete', 'update', 'delete'], keys: groups.slice(0, 2).map(({ keep }) => keep),
    });
    const counted = async () => ((await cli.ask('snapshot')).document as { snapshots: { counts: { contact: number } }[] }).snapshots[0]?.counts.contact;
    expect(await counted()).toBe(6);
    const applied = (await cli.ask('restore', 'apply', plan.id)).document as { restore: { id: string } };
    expect(applied).toMatchObject({ restore: { applied: 4, failed: [], verified: true } });
    expect(await counted()).toBe(4);
    const { records } = (await cli.ask('records', 'book@latest')).document as { records: { key: string; fields: Record<string, string> }[] };
    for (const { keep } of groups.slice(0, 2)) expect(records.find(({ key }) => key === keep)?.fields).toMatchObject({ notes: expect.stringContaining('in May'), titles: expect.stringContaining('Pilot') });
    expect((await cli.ask('restore', 'undo', applied.restore.id)).document).toMatchObject({ restore: { applied: 4, failed: [], verified: true } });
    expect(await counted()).toBe(6);
    expect((await cli.type('merge', 'plan', 'book@latest')).out).toMatch(/^Plan .+ for book: \d+ to write/);
  } finally {
    await server.close();
  }
});
