import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { PROFILE_NAMES, type Profile } from '../../electron/testing/lying-dav/profiles.ts';
import { describeRealServers } from './real-servers.ts';
import { accountOn, accountOnOurs, fill, type JobAccount, otherClient } from './whole-job-account.ts';
import { CALDAV_JOB, CALDAV_JOB_WITH_INVITATIONS_LEFT, INVITATIONS } from './whole-job-caldav.ts';
import { BYSTANDING } from './whole-job-objects.ts';
import { SOURCE, servicesProduct } from './whole-job-product.ts';
import { type Face, type Job, doWholeJob } from './whole-job.ts';

/** By the command line each step is a process, which takes its time: one server has to do. */
function facesOn(server: string): readonly Face[] {
  return server === 'xandikos' ? ['services', 'command line'] : ['services'];
}

const SCHEDULERS: readonly Profile[] = ['cyrus', 'davical', 'sogo'];

describeRealServers('the whole job on a calendar', (server) => {
  it.each(facesOn(server.name))('is right by the %s', (face) => onAccount(() => accountOn(server, 'caldav'), face));
});

describe('the whole job on a calendar of our own server', () => {
  it('is right where it is honest', () => onAccount(() => accountOnOurs('caldav'), 'services'));
  it.each(PROFILE_NAMES.filter((profile) => !SCHEDULERS.includes(profile)))('is right where it behaves like %s', (profile) => onAccount(() => accountOnOurs('caldav', profile), 'services'));
  it.each(SCHEDULERS)('is right where it tells guests like %s', (profile) => onAccount(() => accountOnOurs('caldav', profile), 'services', CALDAV_JOB_WITH_INVITATIONS_LEFT));
  it.each(SCHEDULERS)('brings invitations back as copies without guests and tells nobody where it behaves like %s', bringInvitationsBack);
});

async function onAccount(start: () => Promise<JobAccount>, face: Face, job: Job = CALDAV_JOB): Promise<void> {
  const account = await start();
  try {
    await doWholeJob(job, account, face);
  } finally {
    await account.stop();
  }
}

async function bringInvitationsBack(profile: Profile): Promise<void> {
  const account = await accountOnOurs('caldav', profile);
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-invitations-'));
  const client = otherClient(account, 'caldav');
  await fill(client, [...INVITATIONS, ...BYSTANDING]);
  const product = servicesProduct(join(folder, 'job.synctrace'), { ...account, protocol: 'caldav' });
  try {
    await product.snapshot('before');
    for (const { name } of INVITATIONS) await client.remove(name);
    const gone = await client.state();
    await product.snapshot('after');
    const told = account.notified();
    const plan = await product.plan('removed', `${SOURCE}@before`, `${SOURCE}@after`);
    expect(plan).toMatchObject({ notifies: 0, conflicts: [] });
    const restore = await product.apply(plan.id);
    expect(restore).toMatchObject({ applied: INVITATIONS.length, failed: [], verified: true });
    const contents = [...(await client.state())].filter(([path]) => !gone.has(path)).map(([, { content }]) => content.join('\n'));
    expect(contents).toHaveLength(INVITATIONS.length);
    for (const summary of ['SUMMARY:Budget talk', 'SUMMARY:Talk by the harbour master']) expect(contents.filter((content) => content.includes(summary))).toHaveLength(1);
    expect(contents.filter((content) => /ATTENDEE[;:]|ORGANIZER[;:]/.test(content.replaceAll(/X-[A-Z-]+/g, '')))).toEqual([]);
    // The same once more: what was brought back is known as such.
    const again = await product.plan('removed', `${SOURCE}@before`, `${SOURCE}@after`);
    expect(again.steps.map(({ op }) => op)).toEqual(['skip', 'skip']);
    expect(await product.undo(restore.id)).toMatchObject({ applied: INVITATIONS.length, failed: [], verified: true });
    expect(await client.state()).toEqual(gone);
    expect(account.notified()).toBe(told);
  } finally {
    product.close();
    rmSync(folder, { recursive: true, force: true });
    await account.stop();
  }
}
