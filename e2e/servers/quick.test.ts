import { describe, it } from 'vitest';
import { accountOnOurs } from './whole-job-account.ts';
import { CALDAV_JOB } from './whole-job-caldav.ts';
import { CARDDAV_JOB } from './whole-job-carddav.ts';
import { type Job, doWholeJob } from './whole-job.ts';

// What `npm run test:servers` does on real servers and on many that lie, here on our own honest one.
describe('the whole job', () => {
  it.each<readonly [string, Job]>([
    ['an address book', CARDDAV_JOB],
    ['a calendar', CALDAV_JOB],
  ])('is right on %s', { timeout: 120_000 }, async (_, job) => {
    const account = await accountOnOurs(job.protocol);
    try {
      await doWholeJob(job, account, 'services');
    } finally {
      await account.stop();
    }
  });
});
