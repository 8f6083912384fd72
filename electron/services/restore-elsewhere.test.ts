import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { PlanId, RestoreId } from '../../shared/records.ts';
import { startDavServer } from '../demo/dav-server/start-dav-server.ts';
import { casePath, temporaryFolder } from '../testing/build-case.ts';
import type { CaseContext } from './case-context.ts';
import { createPorts, createSessionVault, openCaseContext } from './engine.ts';
import { importFiles } from './import-files.ts';
import { applyPlan, planRestore, resumeRestores, undoRestore } from './restore-records.ts';
import { sessionReference } from './secrets.ts';
import { addSource, removeSource } from './sources.ts';

const signal = new AbortController().signal;
const NOTHING = (): void => {};
const card = (uid: string, name: string) => `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${name}\r\nN:${name};;;;\r\nEMAIL:${uid}@example.test\r\nEND:VCARD\r\n`;

async function anAccount() {
  const server = await startDavServer({
    user: 'anna',
    password: 'open-sesame',
    books: [
      { path: 'work', name: 'Work', kind: 'contacts', items: [{ name: 'there.vcf', text: card('there', 'There') }] },
      { path: 'private', name: 'Private', kind: 'contacts' },
    ],
  });
  const vault = createSessionVault({});
  await vault.set(sessionReference('account'), { type: 'password', password: 'open-sesame' });
  const context: CaseContext = openCaseContext(casePath(), 'write', undefined, createPorts(vault, () => Promise.reject(new Error('no practice server'))));
  onTestFinished(async () => {
    context.store.close();
    await server.close();
  });
  addSource(context, { name: 'account', kind: 'carddav', url: server.url, user: 'anna', secretRef: sessionReference('account') });
  return { server, context };
}

async function importFolder(context: CaseContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return (await importFiles(context, { paths: [folder], source: 'export' }, signal, NOTHING)).snapshot.id;
}

it('puts records of an export into an account, once, into the collection of the same name', async () => {
  const { server, context } = await anAccount();
  const from = await importFolder(context, { 'Private/a.vcf': card('a', 'Ada'), 'Private/there.vcf': card('there', 'There'), 'Else/b.vcf': card('b', 'Bo') });
  const keys = ['Private/a.vcf', 'Private/there.vcf', 'Else/b.vcf'];
  const plan = await planRestore(context, { what: 'records', from, keys, to: 'account' }, signal);
  expect(plan.steps.map(({ op, key }) => [op, key])).toEqual([
    ['create', '/addressbooks/anna/private/a.vcf'],
    ['skip', '/addressbooks/anna/private/there.vcf'],
    ['create', '/addressbooks/anna/work/b.vcf'],
  ]);
  const restore = await applyPlan(context, plan.id, signal, NOTHING);
  expect([restore.applied, restore.failed, restore.verified]).toEqual([2, [], true]);
  const again = await planRestore(context, { what: 'records', from, keys, to: 'account' }, signal);
  expect(again.steps.map(({ op }) => op)).toEqual(['skip', 'skip', 'skip']);
  await undoRestore(context, restore.id, signal, NOTHING);
  expect(server.log.requests().filter(({ method }) => method === 'DELETE')).toHaveLength(2);
});

it('writes a contact of Graph as a vCard, and says of what the account cannot hold that it has no place there', async () => {
  const { context } = await anAccount();
  const from = await importFolder(context, {
    'contacts.json': JSON.stringify({ value: [{ id: 'AAMk=', displayName: 'Ada Example', givenName: 'Ada', surname: 'Example' }] }),
    'meeting.ics': 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:e\r\nDTSTART:20260301T090000Z\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  });
  const plan = await planRestore(context, { what: 'records', from, keys: ['AAMk=', 'meeting.ics'], to: 'account' }, signal);
  expect([plan.steps.map(({ op }) => op), plan.conflicts.map(({ key }) => key)]).toEqual([['create'], ['meeting.ics']]);
  expect(await applyPlan(context, plan.id, signal, NOTHING)).toMatchObject({ applied: 1, verified: true });
});

it('writes nothing to another account that took the name of the one a plan was made for', async () => {
  const { server, context } = await anAccount();
  const from = await importFolder(context, { 'Private/a.vcf': card('a', 'Ada') });
  const plan = await planRestore(context, { what: 'records', from, keys: ['Private/a.vcf'], to: 'account' }, signal);
  await removeSource(context, 'account');
  await context.ports.vault.set(sessionReference('account'), { type: 'password', password: 'open-sesame' });
  addSource(context, { name: 'account', kind: 'carddav', url: server.url, user: 'bert', secretRef: sessionReference('account') });
  await expect(applyPlan(context, plan.id, signal, NOTHING)).rejects.toMatchObject({ code: 'account-changed' });
  await removeSource(context, 'account');
  await context.ports.vault.set(sessionReference('account'), { type: 'password', password: 'open-sesame' });
  addSource(context, { name: 'account', kind: 'carddav', url: server.contactsHomeUrl, user: 'anna', secretRef: sessionReference('account') });
  expect(await applyPlan(context, plan.id, signal, NOTHING)).toMatchObject({ applied: 1 });
});

it('finishes what was cut off on one account although another one is no longer in the case', async () => {
  const { context } = await anAccount();
  addSource(context, { name: 'gone', kind: 'carddav', url: context.store.source('account')?.url ?? '', user: 'anna', secretRef: sessionReference('gone') });
  await context.ports.vault.set(sessionReference('gone'), { type: 'password', password: 'open-sesame' });
  const from = await importFolder(context, { 'Private/a.vcf': card('a', 'Ada') });
  const plans = [];
  for (const to of ['gone', 'account']) plans.push(await planRestore(context, { what: 'records', from, keys: ['Private/a.vcf'], to }, signal));
  for (const plan of plans) context.store.journal.beginRestore({ id: `restore-${plan.to}` as RestoreId, planId: plan.id as PlanId, startedAt: plan.createdAt, steps: 1 });
  await removeSource(context, 'gone');
  await expect(resumeRestores(context, signal, NOTHING)).rejects.toMatchObject({ code: 'source-unknown' });
  expect(context.store.journal.restores().map((row) => row.finishedAt !== undefined)).toEqual([false, true]);
});
