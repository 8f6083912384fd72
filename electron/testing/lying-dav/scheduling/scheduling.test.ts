import { afterEach, describe, expect, it } from 'vitest';

import { anEvent, type EventSpec } from '../../builders.ts';
import { sendRaw } from '../../dav-client.ts';
import { startLyingDav, type LyingDav } from '../start-lying-dav.ts';
import { ADVERTISED_ONLY } from '../profiles.ts';
import { CYRUS } from './cyrus.ts';
import { DAVICAL } from './davical.ts';
import type { SchedulingProduct } from './scheduling-product.ts';
import { SOGO } from './sogo.ts';

const BOB = 'bob@example.test';
const OUTSIDER = 'out@remote.invalid';
const servers: LyingDav[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

type Step = { readonly put: EventSpec } | { readonly remove: 'event' | 'calendar'; readonly headers?: Record<string, string> };

const INVITE: EventSpec = { organizer: 'user@example.test', attendees: [BOB, OUTSIDER] };
const CLIENT: EventSpec = { ...INVITE, attendeeParameters: 'SCHEDULE-AGENT=CLIENT' };
const CHANGED: EventSpec = { ...INVITE, summary: 'Moved to the small room' };
const STRIPPED: EventSpec = {};
const PAST: EventSpec = { ...INVITE, start: '20200101T090000Z', end: '20200101T100000Z' };
const ACCEPTED: EventSpec = { organizer: OUTSIDER, attendees: ['user@example.test'], attendeeParameters: 'PARTSTAT=ACCEPTED' };
const REMOVE: Step = { remove: 'event' };

const BOTH = (method: string) => [`${method} ${BOB}`, `${method} ${OUTSIDER}`];

/** What the notes say: who is told by the last step, for Cyrus, DAViCal and SOGo. */
const CASES: readonly (readonly [string, readonly Step[], readonly string[], readonly string[], readonly string[]])[] = [
  ['a new invitation', [{ put: INVITE }], BOTH('REQUEST'), [`REQUEST ${BOB}`], BOTH('REQUEST')],
  ['a new one with SCHEDULE-AGENT=CLIENT on each attendee', [{ put: CLIENT }], [], [], BOTH('REQUEST')],
  ['a new one with CLIENT on the organizer only', [{ put: { ...INVITE, organizerParameters: 'SCHEDULE-AGENT=CLIENT' } }], BOTH('REQUEST'), [`REQUEST ${BOB}`], BOTH('REQUEST')],
  ['a new event without guests', [{ put: STRIPPED }], [], [], []],
  ['the same content again', [{ put: INVITE }, { put: INVITE }], [], [`REQUEST ${BOB}`], []],
  ['another content', [{ put: INVITE }, { put: CHANGED }], BOTH('REQUEST'), [`REQUEST ${BOB}`], BOTH('REQUEST')],
  ['CLIENT added to a live one', [{ put: INVITE }, { put: CLIENT }], BOTH('CANCEL'), [], []],
  ['guests stripped from a live one', [{ put: INVITE }, { put: STRIPPED }], [], [], [`CANCEL ${BOB}`]],
  ['CLIENT taken off', [{ put: CLIENT }, { put: INVITE }], BOTH('REQUEST'), [`REQUEST ${BOB}`], []],
  ['deletion of the own invitation', [{ put: INVITE }, REMOVE], BOTH('CANCEL'), [`CANCEL ${BOB}`], BOTH('CANCEL')],
  ['deletion while stored with CLIENT', [{ put: CLIENT }, REMOVE], [], [], BOTH('CANCEL')],
  ['deletion of the whole calendar', [{ put: INVITE }, { remove: 'calendar' }], BOTH('CANCEL'), [], []],
  ['a new one that is over', [{ put: PAST }], [], [`REQUEST ${BOB}`], [`REQUEST ${BOB}`]],
  ['an acceptance of an outside invitation', [{ put: ACCEPTED }], [`REPLY ${OUTSIDER}`], [], [`REPLY ${OUTSIDER}`]],
  ['an acceptance with CLIENT on the organizer', [{ put: { ...ACCEPTED, organizerParameters: 'SCHEDULE-AGENT=CLIENT' } }], [], [], [`REPLY ${OUTSIDER}`]],
  ['deletion by a guest', [{ put: ACCEPTED }, REMOVE], [`REPLY ${OUTSIDER}`], [], [`REPLY ${OUTSIDER}`]],
  ['deletion by a guest with Schedule-Reply: F', [{ put: ACCEPTED }, { remove: 'event', headers: { 'schedule-reply': 'F' } }], [], [], [`REPLY ${OUTSIDER}`]],
];

describe('who is told by', () => {
  it.each(CASES)('%s', async (_, steps, cyrus, davical, sogo) => {
    expect(await toldByLast(CYRUS, steps)).toEqual(cyrus);
    expect(await toldByLast(DAVICAL, steps)).toEqual(davical);
    expect(await toldByLast(SOGO, steps)).toEqual(sogo);
    expect(await toldByLast(ADVERTISED_ONLY, steps)).toEqual([]);
  });
});

describe('a scheduling server', () => {
  it('says so in its DAV header', async () => {
    const server = await start(CYRUS);
    const answer = await sendRaw(server, { method: 'OPTIONS', url: server.bookUrl('calendar') });
    expect(answer.headers.get('dav')?.split(', ')).toContain('calendar-auto-schedule');
  });

  it('writes what became of each guest into the event and gives no ETag for it', async () => {
    const server = await start(CYRUS);
    const answer = await play(server, { put: INVITE });
    expect([answer.status, answer.headers.get('etag')]).toEqual([201, null]);
    expect(server.store.text('calendar', 'event.ics')).toContain('ATTENDEE;SCHEDULE-STATUS=1.2:mailto:bob@example.test');
    expect(server.store.text('calendar', 'event.ics')).toContain('ATTENDEE;SCHEDULE-STATUS=1.1:mailto:out@remote.invalid');
  });

  it('as DAViCal cannot take back what was deleted, but with CLIENT it can', async () => {
    const server = await start(DAVICAL);
    const statuses = [];
    for (const step of [{ put: INVITE }, REMOVE, { put: INVITE }, { put: CLIENT }]) statuses.push((await play(server, step)).status);
    expect(statuses).toEqual([201, 204, 500, 201]);
  });

  it('as SOGo refuses a guest’s copy whose organizer is one of its own', async () => {
    const server = await start(SOGO);
    expect((await play(server, { put: { ...ACCEPTED, organizer: BOB } })).status).toBe(412);
    expect(server.store.names('calendar')).toEqual([]);
  });

  it('tells nobody of a write that was refused', async () => {
    const server = await start(CYRUS);
    await sendRaw(server, { method: 'PUT', url: `${server.bookUrl('calendar')}event.ics`, headers: { 'if-match': '"none"' }, body: anEvent(INVITE) });
    expect(server.notified()).toEqual([]);
  });
});

async function start(scheduling: SchedulingProduct): Promise<LyingDav> {
  const server = await startLyingDav({ lies: { scheduling }, books: [{ path: 'calendar', name: 'Calendar', kind: 'calendar' }] });
  servers.push(server);
  return server;
}

async function toldByLast(product: SchedulingProduct, steps: readonly Step[]): Promise<readonly string[]> {
  const server = await start(product);
  let before = 0;
  for (const step of steps) {
    before = server.notified().length;
    await play(server, step);
  }
  return server.notified().slice(before).map(({ method, to }) => `${method} ${to}`);
}

function play(server: LyingDav, step: Step) {
  const url = `${server.bookUrl('calendar')}event.ics`;
  if ('put' in step) return sendRaw(server, { method: 'PUT', url, headers: { 'content-type': 'text/calendar; charset=utf-8' }, body: anEvent(step.put) });
  return sendRaw(server, { method: 'DELETE', url: step.remove === 'event' ? url : server.bookUrl('calendar'), headers: step.headers ?? {} });
}
