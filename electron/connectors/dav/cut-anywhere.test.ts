import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { type Reading, readCollection } from '../../testing/connector-harness.ts';
import { bodyFor, connectDav, type DavProtocol } from '../../testing/dav-harness.ts';
import { createHurriedClock } from '../../testing/hurried-clock.ts';
import { LYING_FAULTS, PASSING_FAULTS, randomFaultSchedule } from '../../testing/lying-dav/fault-schedule.ts';
import type { Fault, FaultSchedule } from '../../testing/lying-dav/faults.ts';
import type { Profile } from '../../testing/lying-dav/profiles.ts';
import { type LyingDav, startLyingDav } from '../../testing/lying-dav/start-lying-dav.ts';
import { silentLog } from '../../services/system-ports.ts';

const servers: LyingDav[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const FAULTS: readonly Fault[] = [...PASSING_FAULTS, ...LYING_FAULTS];
const SERVERS: readonly (Profile | undefined)[] = [undefined, 'sabredav1', 'radicale', 'nextcloud'];

describe.each(['carddav', 'caldav'] as const)('a %s reading that is disturbed', (protocol) => {
  it.each(SERVERS)('at any request, in any way, never makes a deletion of it (%s)', async (profile) => {
    const server = await start(protocol, profile);
    const quiet = await readTwice(server, protocol, () => []);
    expect(quiet.outcome).toBe('complete');
    const outcomes = new Set<string>();
    for (const fault of FAULTS) {
      for (let index = 0; index < quiet.requests; index += 1) {
        const { outcome } = await readTwice(server, protocol, (startsAt) => [{ fault, when: { index: startsAt + index } }]);
        outcomes.add(outcome);
      }
    }
    expect([...outcomes]).toContain('complete');
    expect([...outcomes]).not.toContain('wrong');
  }, 60_000);

  it.each(SERVERS)('at random, three times in ten, ends right, incomplete or with an error (%s)', async (profile) => {
    const server = await start(protocol, profile);
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= 30; seed += 1) {
      const schedule = randomFaultSchedule(seed, { requests: 60, rate: 0.3 });
      const { outcome } = await readTwice(server, protocol, (startsAt) => schedule.map((rule) => ({ ...rule, when: { index: startsAt + (rule.when?.index ?? 0) } })));
      outcomes.add(outcome);
    }
    expect([...outcomes]).toContain('complete');
    expect([...outcomes]).not.toContain('wrong');
  }, 60_000);
});

async function start(protocol: DavProtocol, profile: Profile | undefined): Promise<LyingDav> {
  const items = Array.from({ length: 12 }, (_, at) => ({ name: nameOf(protocol, at), text: bodyFor(protocol, `uid-${at}`, `Title ${at}`) }));
  const book = { path: 'book', name: 'Book', kind: protocol === 'carddav' ? 'contacts' : 'calendar', items } as const;
  const server = await startLyingDav({ books: [book], ...(profile === undefined ? {} : { profile }) });
  servers.push(server);
  return server;
}

function nameOf(protocol: DavProtocol, at: number): string {
  return `item-${at}.${protocol === 'carddav' ? 'vcf' : 'ics'}`;
}

interface Outcome {
  readonly outcome: 'complete' | 'incomplete' | 'wrong' | `error ${string}`;
  /** Of the second reading. */
  readonly requests: number;
}

/** Reads everything, undisturbed; changes, removes and adds an item; reads again under the faults; puts it back as it was. */
async function readTwice(server: LyingDav, protocol: DavProtocol, faultsFrom: (startsAt: number) => FaultSchedule): Promise<Outcome> {
  const clock = createHurriedClock();
  const connector = connectDav(protocol, server, { limits: { chunkItems: 4 } }, { clock, log: silentLog });
  const { signal } = new AbortController();
  const [collection] = (await connector.collections(signal)).filter((one) => one.id.endsWith('/book/'));
  if (collection === undefined) throw new Error('no book');
  const first = await readCollection(connector, collection);
  const [changed, removed, added] = [nameOf(protocol, 3), nameOf(protocol, 5), nameOf(protocol, 99)];
  const before = { changed: server.store.text('book', changed), removed: server.store.text('book', removed) };
  server.store.change('book', changed, bodyFor(protocol, 'uid-3', 'Another title'));
  server.store.remove('book', removed);
  server.store.add('book', added, bodyFor(protocol, 'uid-99', 'New'));
  const startsAt = server.log.requests().length;
  server.setFaults(faultsFrom(startsAt));
  let outcome: Outcome['outcome'];
  try {
    const listed = await connector.collections(signal);
    const second = await readCollection(connector, listed.find((one) => one.id === collection.id) ?? collection, first.known);
    outcome = judge(server, second, collection.id);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    outcome = `error ${error.code}`;
  }
  const requests = server.log.requests().length - startsAt;
  server.setFaults([]);
  await connector.close();
  server.store.change('book', changed, before.changed);
  server.store.add('book', removed, before.removed);
  server.store.remove('book', added);
  return { outcome, requests };
}

function judge(server: LyingDav, reading: Reading, base: string): 'complete' | 'incomplete' | 'wrong' {
  const truth = server.store.names('book').map((name) => base + name);
  const known = [...reading.known.keys()];
  // Whatever is still there may never be counted as gone, complete or not.
  if (truth.some((key) => !known.includes(key)) && reading.checkpoint.complete) return 'wrong';
  if (reading.removals.some((key) => truth.includes(key))) return 'wrong';
  for (const [key, item] of reading.upserts) if (Buffer.from(item.raw).toString() !== server.store.text('book', key.slice(base.length))) return 'wrong';
  if (!reading.checkpoint.complete) return 'incomplete';
  return known.length === truth.length ? 'complete' : 'wrong';
}
