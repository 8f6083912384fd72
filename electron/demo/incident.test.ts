import { afterEach, describe, expect, it } from 'vitest';

import { startDavServer, type DavServer } from './dav-server/start-dav-server.ts';
import { causeIncident } from './incident.ts';
import { makeSampleBook } from './sample-book.ts';
import { SECOND_DEVICE_PRODID, valueOfCard } from './second-device.ts';

const account = { user: 'user', password: 'pass wörd' };
const servers: DavServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('the sync incident', () => {
  it('does to the server exactly what its truth says, and nothing else', async () => {
    const server = await startBook();
    const before = textsOf(server);

    const truth = await causeIncident({ ...account, bookUrl: server.bookUrl('contacts'), seed: 3, atMs: Date.UTC(2026, 2, 2, 18), doubled: 12, deleted: 5, overwritten: 9 });

    const after = textsOf(server);
    expect([truth.doubled.length, truth.deleted.length, truth.overwritten.length]).toEqual([12, 5, 9]);
    const added = [...after.keys()].filter((href) => !before.has(href));
    const changed = [...after.keys()].filter((href) => before.has(href) && before.get(href) !== after.get(href));
    const removed = [...before.keys()].filter((href) => !after.has(href));
    expect(added.sort()).toEqual(truth.doubled.map((one) => one.copyHref).sort());
    expect(removed.sort()).toEqual(truth.deleted.map((one) => one.href).sort());
    expect(changed.sort()).toEqual(truth.overwritten.map((one) => one.href).sort());
    expect(server.log.changes().length).toBe(26);
  });

  it('leaves copies without note and categories under another UID, and the company in place of the name', async () => {
    const server = await startBook();
    const truth = await causeIncident({ ...account, bookUrl: server.bookUrl('contacts'), seed: 4, atMs: Date.UTC(2026, 2, 2, 18), doubled: 10, deleted: 0, overwritten: 10 });
    const texts = textsOf(server);
    for (const { href, copyHref, copyUid } of truth.doubled) {
      const copy = texts.get(copyHref) ?? '';
      expect(['UID', 'FN', 'NOTE', 'CATEGORIES', 'PRODID'].map((name) => valueOfCard(copy, name))).toEqual([
        copyUid,
        valueOfCard(texts.get(href) ?? '', 'FN'),
        undefined,
        undefined,
        SECOND_DEVICE_PRODID,
      ]);
    }
    for (const { href, after } of truth.overwritten) {
      const text = texts.get(href) ?? '';
      expect(['FN', 'ORG'].map((name) => valueOfCard(text, name))).toEqual([after, after]);
    }
  });

  it('is the same incident for the same seed and book', async () => {
    const options = { ...account, seed: 5, atMs: Date.UTC(2026, 2, 2, 18), doubled: 4, deleted: 4, overwritten: 4 };
    const [one, other] = [await startBook(), await startBook()];
    expect(await causeIncident({ ...options, bookUrl: one.bookUrl('contacts') })).toEqual(await causeIncident({ ...options, bookUrl: other.bookUrl('contacts') }));
  });
});

async function startBook(): Promise<DavServer> {
  const server = await startDavServer({ ...account, books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items: makeSampleBook({ count: 60, seed: 1 }) }] });
  servers.push(server);
  return server;
}

function textsOf(server: DavServer): Map<string, string> {
  return new Map(server.store.names('contacts').map((name) => [server.store.href('contacts', name), server.store.text('contacts', name)]));
}
