import { expect, it } from 'vitest';

import { causeIncident } from '../../electron/demo/incident.ts';
import { readBook, writeAs } from '../../electron/demo/plain-carddav.ts';
import { makeSampleBook } from '../../electron/demo/sample-book.ts';
import { uidOfCard, valueOfCard } from '../../electron/demo/second-device.ts';
import { describeRealServers } from './real-servers.ts';

describeRealServers('the sync incident of the practice case', (server) => {
  it('does to a real server exactly what its truth says', async () => {
    const running = await server.start();
    try {
      const access = { ...running, bookUrl: running.contactsUrl };
      for (const card of makeSampleBook({ count: 40, seed: 2 })) {
        await writeAs(access, { method: 'PUT', href: new URL(card.name, running.contactsUrl).pathname, body: card.text, guard: { 'if-none-match': '*' } });
      }
      const before = await namesByUid(access);
      const truth = await causeIncident({ ...access, seed: 9, atMs: Date.UTC(2026, 2, 2, 18), doubled: 8, deleted: 4, overwritten: 6 });
      const after = await namesByUid(access);

      expect([...after.keys()].filter((uid) => !before.has(uid)).sort()).toEqual(truth.doubled.map((one) => one.copyUid).sort());
      expect([...before.keys()].filter((uid) => !after.has(uid)).sort()).toEqual(truth.deleted.map((one) => one.uid).sort());
      const renamed = [...after.keys()].filter((uid) => before.has(uid) && before.get(uid) !== after.get(uid));
      expect(renamed.sort()).toEqual(truth.overwritten.map((one) => one.uid).sort());
    } finally {
      await running.stop();
    }
  });
});

async function namesByUid(access: Parameters<typeof readBook>[0]): Promise<Map<string, string | undefined>> {
  return new Map((await readBook(access)).map((card) => [uidOfCard(card.text), valueOfCard(card.text, 'FN')]));
}
