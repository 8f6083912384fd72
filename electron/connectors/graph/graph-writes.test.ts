import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readGraph } from '../../core/graph/read.ts';
import { textOf } from '../../demo/exchange-server/mailbox/item.ts';
import { PROP } from '../../demo/exchange-server/mailbox/known-properties.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { useGraph } from '../../testing/graph-suite.ts';
import type { FetchedItem } from '../connector.ts';

const { signal } = new AbortController();
const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };
const { start } = useGraph();

describe('making items anew over Graph', () => {
  it('makes contacts, events and tasks of their captured text, with the same fields and without guests', async () => {
    const { connector, collection, server } = await start();
    for (const name of ['Contacts', 'Calendar', 'Tasks']) {
      const target = await collection(name);
      for (const item of [...(await readCollection(connector, target)).upserts.values()].slice(0, 12)) {
        const wantedKey = connector.keyFor(target, item.key);
        const written = await connector.create(target, { wantedKey, format: 'graph-json', raw: item.raw }, signal);
        const found = (await connector.fetch(target, [wantedKey], signal)).get(wantedKey);
        expect(found?.key).toBe(written.key);
        expect(found === undefined ? [] : fieldsOf(found)).toEqual(fieldsOf(item));
      }
    }
    expect(server.log.notifications()).toEqual([]);
    expect(server.log.changes().filter(({ kind }) => kind === 'create')).toHaveLength(12 + 12 + 10);
  });

  it('makes no second one where the mark stands already', async () => {
    const { connector, collection, server } = await start();
    const contacts = await collection('Contacts');
    const item = { wantedKey: connector.keyFor(contacts, 'x'), format: 'graph-json' as const, raw: bytes({ givenName: 'Ada', emailAddresses: [] }) };
    await connector.create(contacts, item, signal);
    await expect(connector.create(contacts, item, signal)).rejects.toMatchObject({ code: 'write-conflict' });
    expect(server.log.changes()).toHaveLength(1);
  });

  it('finds by its mark what was made though the answer was lost', async () => {
    const { connector, collection, server, fail } = await start();
    for (const [name, raw] of [['Contacts', { givenName: 'Ada' }], ['Calendar', anEvent({})], ['Tasks', { title: 'Call', status: 'notStarted' }]] as const) {
      const target = await collection(name);
      const wantedKey = connector.keyFor(target, 'lost');
      server.log.clear();
      fail({ fault: 'lost-reply', operation: `POST /v1.0/me/${name === 'Contacts' ? 'contactFolders' : name === 'Calendar' ? 'calendars' : 'todo'}`, times: 1 });
      await expect(connector.create(target, { wantedKey, format: 'graph-json', raw: bytes(raw) }, signal)).rejects.toMatchObject({ code: 'server-unreachable', retry: 'later', context: { requestId: expect.any(String) as unknown } });
      const changes = server.log.changes();
      expect([name, (await connector.fetch(target, [wantedKey], signal)).has(wantedKey), changes.length]).toEqual([name, true, 1]);
    }
  });

  it('does not claim a series whose exceptions were not all written', async () => {
    const { connector, collection, server, fail } = await start();
    const calendar = await collection('Calendar');
    const series = [...(await readCollection(connector, calendar)).upserts.values()].find((item) => Buffer.from(item.raw).includes('exceptionOccurrences'));
    if (series === undefined) throw new Error('the sample has none');
    const wantedKey = connector.keyFor(calendar, series.key);
    fail({ fault: 'lost-reply', operation: 'PATCH /v1.0/me/events', times: 1 });
    await expect(connector.create(calendar, { wantedKey, format: 'graph-json', raw: series.raw }, signal)).rejects.toMatchObject({ code: 'server-unreachable' });
    expect((await connector.fetch(calendar, [wantedKey], signal)).size).toBe(1);
    expect(server.log.notifications()).toEqual([]);
  });

  it('keeps the hour of an event in its own zone, and the day of a whole day', async () => {
    const { connector, collection, server } = await start();
    const calendar = await collection('Calendar');
    const made = async (raw: object, seed: string) => {
      const { key } = await connector.create(calendar, { wantedKey: connector.keyFor(calendar, seed), format: 'graph-json', raw: bytes(raw) }, signal);
      const item = (await connector.fetch(calendar, [key], signal)).get(key);
      return item === undefined ? [] : fieldsOf(item).filter(({ field }) => ['start', 'duration', 'timeZone', 'showWithoutTime'].includes(field));
    };
    const berlin = anEvent({ originalStartTimeZone: 'W. Europe Standard Time', originalEndTimeZone: 'W. Europe Standard Time' });
    const day = anEvent({ isAllDay: true, start: at('2026-07-01T00:00:00'), end: at('2026-07-02T00:00:00'), originalStartTimeZone: 'W. Europe Standard Time', originalEndTimeZone: 'W. Europe Standard Time' });
    for (const [seed, raw] of [['berlin', berlin], ['day', day]] as const) {
      const wanted = readGraph(bytes(raw), context).fields.filter(({ field }) => ['start', 'duration', 'timeZone', 'showWithoutTime'].includes(field));
      expect(await made(raw, seed)).toEqual(wanted);
    }
    const zones = server.mailbox.itemsIn(server.mailbox.folders.named('calendar').number).map((item) => textOf(item.bag, PROP.startTimeZone));
    expect(zones).toContain('W. Europe Standard Time');
  });

  it('writes steps and links of a task again', async () => {
    const { connector, collection } = await start();
    const tasks = await collection('Tasks');
    const raw = { title: 'Move', status: 'inProgress', checklistItems: [{ displayName: 'Pack', isChecked: true }, { displayName: 'Carry', isChecked: false }], linkedResources: [{ applicationName: 'Shop', externalId: '7', webUrl: 'https://shop.example.test' }] };
    const { key, version } = await connector.create(tasks, { wantedKey: connector.keyFor(tasks, 'm'), format: 'graph-json', raw: bytes(raw) }, signal);
    const item = (await connector.fetch(tasks, [key], signal)).get(key);
    const json = JSON.parse(Buffer.from(item?.raw ?? []).toString()) as typeof raw;
    expect(version).toBeUndefined();
    expect(json.checklistItems.map(({ displayName, isChecked }) => [displayName, isChecked])).toEqual([['Pack', true], ['Carry', false]]);
    expect(json.linkedResources.map(({ applicationName }) => applicationName)).toEqual(['Shop', 'SyncTrace']);
  });
});

describe('changing items over Graph', () => {
  it('puts back what a snapshot held, and clears what it did not hold', async () => {
    const { connector, collection, server } = await start();
    const contacts = await collection('Contacts');
    const [before] = (await readCollection(connector, contacts)).upserts.values();
    if (before === undefined) throw new Error('the sample has none');
    const spoiled = { ...JSON.parse(Buffer.from(before.raw).toString()) as object, companyName: 'Other', nickName: 'Nick', emailAddresses: [], homeAddress: { city: 'Leeds' }, categories: ['Red'] };
    await connector.update(contacts, before.key, { format: 'graph-json', raw: bytes(spoiled) }, before.version, signal);
    const after = (await connector.fetch(contacts, [before.key], signal)).get(before.key);
    if (after === undefined) throw new Error('gone');
    expect(fieldsOf(after)).not.toEqual(fieldsOf(before));
    const { version } = await connector.update(contacts, before.key, { format: 'graph-json', raw: before.raw }, after.version, signal);
    const restored = (await connector.fetch(contacts, [before.key], signal)).get(before.key);
    expect([restored?.version, restored === undefined ? [] : fieldsOf(restored)]).toEqual([version, fieldsOf(before)]);
    server.log.clear();
    // Nothing differs: nothing is written.
    await connector.update(contacts, before.key, { format: 'graph-json', raw: before.raw }, version ?? '', signal);
    expect(server.log.changes()).toEqual([]);
  });

  it('refuses a version that does not stand, and what is gone', async () => {
    const { connector, collection, server } = await start();
    const contacts = await collection('Contacts');
    const [item] = (await readCollection(connector, contacts)).upserts.values();
    if (item === undefined) throw new Error('the sample has none');
    const changed = { format: 'graph-json' as const, raw: bytes({ givenName: 'X' }) };
    await expect(connector.update(contacts, item.key, changed, 'old', signal)).rejects.toMatchObject({ code: 'write-conflict', context: { status: 200 } });
    await expect(connector.delete(contacts, item.key, 'old', signal)).rejects.toMatchObject({ code: 'write-conflict' });
    expect(server.log.changes()).toEqual([]);
    await connector.delete(contacts, item.key, item.version, signal);
    await connector.delete(contacts, item.key, item.version, signal);
    await expect(connector.update(contacts, item.key, changed, item.version, signal)).rejects.toMatchObject({ code: 'write-conflict', context: { status: 404 } });
    expect(server.log.changes().map(({ kind, to }) => [kind, to])).toEqual([['move', 'deleteditems']]);
  });

  it('never touches a meeting with guests, because Graph would tell them', async () => {
    const { connector, collection, server } = await start();
    const calendar = await collection('Calendar');
    const meeting = [...(await readCollection(connector, calendar)).upserts.values()].find((item) => Buffer.from(item.raw).includes('"attendees":[{'));
    if (meeting === undefined) throw new Error('the sample has none');
    await expect(connector.update(calendar, meeting.key, { format: 'graph-json', raw: meeting.raw }, meeting.version, signal)).rejects.toMatchObject({ code: 'would-notify' });
    await expect(connector.delete(calendar, meeting.key, meeting.version, signal)).rejects.toMatchObject({ code: 'would-notify' });
    expect([server.log.changes(), server.log.notifications()]).toEqual([[], []]);
  });

  it('puts the exceptions of a series back, one by one', async () => {
    const { connector, collection } = await start();
    const calendar = await collection('Calendar');
    const series = [...(await readCollection(connector, calendar)).upserts.values()].find((item) => Buffer.from(item.raw).includes('exceptionOccurrences') && !Buffer.from(item.raw).includes('"attendees":[{'));
    if (series === undefined) throw new Error('the sample has none');
    const json = JSON.parse(Buffer.from(series.raw).toString()) as { readonly exceptionOccurrences: readonly object[] };
    const moved = { ...json, exceptionOccurrences: json.exceptionOccurrences.map((one) => ({ ...one, location: { displayName: 'Elsewhere' } })) };
    await connector.update(calendar, series.key, { format: 'graph-json', raw: bytes(moved) }, series.version, signal);
    const after = (await connector.fetch(calendar, [series.key], signal)).get(series.key);
    expect(after === undefined ? [] : fieldsOf(after)).toEqual(readGraph(bytes(moved), context).fields);
    await connector.update(calendar, series.key, { format: 'graph-json', raw: series.raw }, after?.version ?? '', signal);
    const restored = (await connector.fetch(calendar, [series.key], signal)).get(series.key);
    expect(restored === undefined ? [] : fieldsOf(restored)).toEqual(fieldsOf(series));
  });

  it('puts exceptions and cancelled occurrences back that went with a change of the series itself', async () => {
    const { connector, collection, server } = await start();
    const calendar = await collection('Calendar');
    const all = [...(await readCollection(connector, calendar)).upserts.values()].filter((item) => Buffer.from(item.raw).includes('"type":"seriesMaster"') && !Buffer.from(item.raw).includes('"attendees":[{'));
    let irregular = 0;
    for (const series of all) {
      const json = JSON.parse(Buffer.from(series.raw).toString()) as { readonly end: { readonly dateTime: string }; readonly exceptionOccurrences?: readonly object[]; readonly cancelledOccurrences?: readonly string[] };
      irregular += (json.exceptionOccurrences ?? []).length + (json.cancelledOccurrences ?? []).length;
      const longer = { ...json, end: at(new Date(Date.parse(`${json.end.dateTime.slice(0, 19)}Z`) + 600_000).toISOString().slice(0, 19)) };
      await connector.update(calendar, series.key, { format: 'graph-json', raw: bytes(longer) }, series.version, signal);
      const after = (await connector.fetch(calendar, [series.key], signal)).get(series.key);
      expect(after === undefined ? [] : fieldsOf(after)).toEqual(fieldsOf({ ...series, raw: bytes(longer) }));
    }
    expect([irregular > 1, server.log.notifications()]).toEqual([true, []]);
  });

  it('finds events by their UID', async () => {
    const { connector, collection } = await start();
    const calendar = await collection('Calendar');
    const [item] = (await readCollection(connector, calendar)).upserts.values();
    const uid = item === undefined ? '' : (readGraph(item.raw, context).uid ?? '');
    expect([...(await connector.findByUid(calendar, [uid, 'nobody'], signal))]).toEqual([[uid, [item?.key]]]);
    expect((await connector.findByUid(await collection('Contacts'), [uid], signal)).size).toBe(0);
  });
});

function fieldsOf(item: FetchedItem) {
  return readGraph(item.raw, context).fields.filter(({ field, text }) => !NOT_WRITTEN.test(field) && !text.includes('SyncTrace'));
}

/** Guests are not written; who organizes is told of meetings alone, and a UID is the service's own. */
const NOT_WRITTEN = /^(?:participants|organizer|uid)/;

function bytes(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function at(dateTime: string) {
  return { dateTime: `${dateTime}.0000000`, timeZone: 'UTC' };
}

function anEvent(more: object): object {
  return { subject: 'Lunch', iCalUId: 'u1', body: { contentType: 'text', content: '' }, start: at('2026-07-01T10:00:00'), end: at('2026-07-01T11:00:00'), isAllDay: false, type: 'singleInstance', ...more };
}
