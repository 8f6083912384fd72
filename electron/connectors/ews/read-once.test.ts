import { createHash } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { parseXml } from '../../core/ews/xml-node.ts';
import { readRaw } from '../../core/read-raw.ts';
import { PROP } from '../../demo/exchange-server/mailbox/known-properties.ts';
import { draftOf } from '../../demo/exchange-server/mailbox/item.ts';
import { PRACTICE_ACCOUNT, startExchangeServer } from '../../demo/exchange-server/start-exchange-server.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { createHurriedClock } from '../../testing/hurried-clock.ts';
import { createEwsConnector } from './create-ews-connector.ts';

const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };

it('gives an item that was parsed as it came as its bytes do when they are read again', async () => {
  const clock = createHurriedClock();
  const server = await startExchangeServer({ clock, schemes: ['basic'] });
  const { mailbox } = server;
  const [first] = mailbox.itemsIn(mailbox.folders.named('contacts').number);
  if (first === undefined) throw new Error('an empty sample');
  mailbox.update(first, { ...draftOf(first), bag: new Map(first.bag).set(PROP.body, 'bell \u0007 & <b>"\r\n é 😀') }, { name: 'Sync', request: null });
  const ports = { clock, log: { debug: () => undefined, info: () => undefined, warn: () => undefined } };
  const connector = createEwsConnector({ url: server.ewsUrl, user: PRACTICE_ACCOUNT.user, secret: () => Promise.resolve({ type: 'password', password: PRACTICE_ACCOUNT.password }) }, ports);
  onTestFinished(async () => {
    await connector.close();
    await server.close();
  });
  let known = 0;
  let all = 0;
  for (const collection of await connector.collections(new AbortController().signal)) {
    for (const { raw } of (await readCollection(connector, collection)).upserts.values()) {
      const bytes = Uint8Array.from(raw);
      expect(JSON.stringify(parseXml(raw))).toBe(JSON.stringify(parseXml(bytes)));
      expect(readRaw('ews-xml', raw, context)).toEqual(readRaw('ews-xml', bytes, context));
      all += 1;
      if (parseXml(raw) === parseXml(raw)) known += 1;
    }
  }
  expect([all >= 70, known > all / 2, known < all]).toEqual([true, true, true]);
});
