import { expect, it } from 'vitest';

import { ETAG } from '../../electron/demo/dav-server/names.ts';
import { aCard, anEvent } from '../../electron/testing/builders.ts';
import { nameOfHref, sendRaw } from '../../electron/testing/dav-client.ts';
import { describeRealServers } from './real-servers.ts';

describeRealServers('a real server starts and holds what it is given', (server) => {
  it('stores, lists and gives back a card and an event, and is gone after stop', async () => {
    const running = await server.start();
    try {
      expect(await roundTrip(running.contactsUrl, 'card.vcf', aCard({ name: 'Ada Example' }), 'FN:Ada Example')).toEqual([201, 'card.vcf', true]);
      expect(await roundTrip(running.calendarUrl, 'event.ics', anEvent({ summary: 'Lunch' }), 'SUMMARY:Lunch')).toEqual([201, 'event.ics', true]);
    } finally {
      await running.stop();
    }
    await expect(fetch(running.url)).rejects.toThrow();

    async function roundTrip(collectionUrl: string, name: string, body: string, expected: string): Promise<readonly unknown[]> {
      const url = collectionUrl + name;
      const put = await sendRaw(running, { method: 'PUT', url, body, headers: { 'content-type': name.endsWith('.ics') ? 'text/calendar' : 'text/vcard' } });
      const listing = await sendRaw(running, {
        method: 'PROPFIND',
        url: collectionUrl,
        headers: { depth: '1' },
        body: '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>',
      });
      const listed = listing.rows.filter((row) => row.found.has(ETAG) && !row.href.endsWith('/')).map((row) => nameOfHref(row.href));
      return [put.status, listed.join(), (await sendRaw(running, { method: 'GET', url })).text.includes(expected)];
    }
  });
});
