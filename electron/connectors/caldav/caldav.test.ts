import { afterEach, describe, expect, it } from 'vitest';
import { type BookServer, type BookServerOptions, startBookServer } from '../../testing/book-server.ts';
import { anEvent } from '../../testing/builders.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { PROFILE_NAMES } from '../../testing/lying-dav/profiles.ts';
import { schedulingOf } from './scheduling.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

describe('a calendar', () => {
  const component = (name: string, uid: string) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example Tests//EN', `BEGIN:${name}`, `UID:${uid}`, 'DTSTAMP:20260301T080000Z', 'SUMMARY:x', `END:${name}`, 'END:VCALENDAR', ''].join('\r\n');
  const items = {
    'event.ics': anEvent({ uid: 'event' }),
    'task.ics': component('VTODO', 'task'),
    'journal.ics': component('VJOURNAL', 'journal'),
    'noext': component('VTODO', 'noext'),
    '12345': anEvent({ uid: '12345' }),
  };

  it.each(PROFILE_NAMES)('is read whole, whatever its components and names, on a server like %s', async (profile) => {
    const { connector, book, server } = await start({ protocol: 'caldav', profile, items });
    const reading = await readCollection(connector, book);
    expect([[...reading.upserts.keys()].map((key) => key.slice(book.id.length)).toSorted(), reading.checkpoint.complete]).toEqual([Object.keys(items).toSorted(), true]);
    // No query by component or time: three servers answer those with less than there is.
    expect(server.log.requests().filter((request) => request.method === 'REPORT').length).toBeLessThanOrEqual(2);
    const second = await readCollection(connector, book, reading.known);
    expect([[...second.known.keys()].length, second.removals, second.checkpoint.complete]).toEqual([5, [], true]);
  });

  it('keeps a series and its exceptions as the one resource that they are', async () => {
    const series = anEvent({ uid: 'series', lines: ['RRULE:FREQ=DAILY'], more: ['BEGIN:VEVENT\r\nUID:series\r\nDTSTAMP:20260301T080000Z\r\nRECURRENCE-ID:20260402T090000Z\r\nDTSTART:20260402T110000Z\r\nEND:VEVENT\r\n'] });
    const { connector, book, key } = await start({ protocol: 'caldav', items: { 'series.ics': series } });
    const reading = await readCollection(connector, book);
    expect(Buffer.from(reading.upserts.get(key('series.ics'))?.raw ?? []).toString()).toBe(series);
    expect(Object.fromEntries(await connector.findByUid(book, ['series'], new AbortController().signal))).toEqual({ series: [key('series.ics')] });
  });

  it('is not found by the UID of an alarm in it', async () => {
    const event = anEvent({ uid: 'event', lines: ['BEGIN:VALARM', 'UID:alarm', 'ACTION:DISPLAY', 'TRIGGER:-PT5M', 'DESCRIPTION:x', 'END:VALARM'] });
    const { connector, book, key } = await start({ protocol: 'caldav', items: { 'event.ics': event } });
    const found = await connector.findByUid(book, ['alarm', 'event'], new AbortController().signal);
    expect(Object.fromEntries(found)).toEqual({ event: [key('event.ics')] });
  });
});

describe('how a server sends messages about events', () => {
  it.each([
    ['radicale', '1, 2, 3, calendar-access, addressbook, extended-mkcol', 'none'],
    ['xandikos', '1, 2, 3, calendar-access, calendar-auto-scheduling', 'none'],
    ['sabredav', '1, 3, extended-mkcol, calendar-access, calendar-proxy', 'none'],
    ['sabredav', '1, 3, calendar-access, calendar-auto-schedule', 'unknown'],
    ['nextcloud', '1, 3, calendar-access, Calendar-Auto-Schedule', 'unknown'],
    ['unknown', '1, calendar-schedule', 'unknown'],
    ['unknown', '', 'none'],
    ['cyrus', '1, 2, 3, calendar-access, calendar-auto-schedule', 'client-agent'],
    ['davical', '1, calendar-schedule', 'client-agent'],
    ['sogo', '1, calendar-schedule, calendar-auto-schedule', 'strip-only'],
  ])('%s with “%s” is %s', (product, header, behaviour) => {
    expect(schedulingOf(product, header)).toBe(behaviour);
  });
});

async function start(options: BookServerOptions): Promise<BookServer> {
  const started = await startBookServer(options);
  closing.push(started);
  return started;
}
