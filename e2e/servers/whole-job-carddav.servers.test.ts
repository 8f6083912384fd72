import { describe, it } from 'vitest';

import { PROFILE_NAMES } from '../../electron/testing/lying-dav/profiles.ts';
import { describeRealServers } from './real-servers.ts';
import { accountOn, accountOnOurs, type JobAccount } from './whole-job-account.ts';
import { CARDDAV_JOB } from './whole-job-carddav.ts';
import { type Face, doWholeJob } from './whole-job.ts';

/** By the command line each step is a process, which takes its time: one server has to do. */
function facesOn(server: string): readonly Face[] {
  return server === 'radicale' ? ['services', 'command line'] : ['services'];
}

describeRealServers('the whole job on an address book', (server) => {
  it.each(facesOn(server.name))('is right by the %s', (face) => onAccount(() => accountOn(server, 'carddav'), face));
});

describe('the whole job on an address book of our own server', () => {
  it('is right where it is honest', () => onAccount(() => accountOnOurs('carddav'), 'services'));
  it.each(PROFILE_NAMES)('is right where it behaves like %s', (profile) => onAccount(() => accountOnOurs('carddav', profile), 'services'));
});

async function onAccount(start: () => Promise<JobAccount>, face: Face): Promise<void> {
  const account = await start();
  try {
    await doWholeJob(CARDDAV_JOB, account, face);
  } finally {
    await account.stop();
  }
}
