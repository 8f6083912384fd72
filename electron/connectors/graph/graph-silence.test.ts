import { describe, expect, it } from 'vitest';
import { FaultPicker } from '../../demo/exchange-server/faults/fault-rules.ts';
import type { HttpRequest } from '../../demo/exchange-server/http/messages.ts';
import { type Attendee, draftOf, type Item } from '../../demo/exchange-server/mailbox/item.ts';
import { PROP } from '../../demo/exchange-server/mailbox/known-properties.ts';
import type { Mailbox } from '../../demo/exchange-server/mailbox/mailbox.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import type { GraphHarness } from '../../testing/graph-harness.ts';
import { useGraph } from '../../testing/graph-suite.ts';
import type { Collection, FetchedItem } from '../connector.ts';

const { signal } = new AbortController();
const BY = { name: 'Robin Example', request: null };
const GUEST: Attendee = { name: 'Gwen', address: 'gwen@example.test', kind: 'required', response: 'none' };
const { start } = useGraph();

interface Standing {
  readonly harness: GraphHarness;
  readonly calendar: Collection;
  readonly item: FetchedItem;
}

/** A series without guests that was changed on the server behind the connector's back, as it is read now. */
async function seriesWith(change: (item: Item) => Partial<Item>, faults = new FaultPicker()): Promise<Standing> {
  const harness = await start({ faults });
  const { mailbox } = harness.server;
  const series = mailbox.itemsIn(mailbox.folders.named('calendar').number).find((one) => one.exceptions.length > 0 && one.attendees.length === 0);
  if (series === undefined) throw new Error('the sample has none');
  const changed = mailbox.update(series, draftOf({ ...series, ...change(series) }), BY);
  const calendar = await harness.collection('Calendar');
  const version = mailbox.ids.changeKey(changed.change);
  const item = [...(await readCollection(harness.connector, calendar)).upserts.values()].find((one) => one.version === version);
  if (item === undefined) throw new Error('not read');
  harness.server.log.clear();
  return { harness, calendar, item };
}

const withGuest = (item: Item) => ({ exceptions: item.exceptions.map((one) => ({ ...one, attendees: [GUEST] })) });
const asGuest = (item: Item) => ({ bag: new Map(item.bag).set(PROP.organizerAddress, 'boss@example.test') });

function spoiled(item: FetchedItem, change: (json: Record<string, unknown>) => object): Uint8Array {
  return Buffer.from(JSON.stringify(change(JSON.parse(Buffer.from(item.raw).toString()) as Record<string, unknown>)));
}

describe('an event that is not the owner\'s alone', () => {
  for (const [what, change] of [['whose exception alone has guests', withGuest], ['to which the owner was asked', asGuest]] as const) {
    it(`${what} is neither changed nor deleted`, async () => {
      const { harness, calendar, item } = await seriesWith(change);
      const raw = spoiled(item, (json) => ({ ...json, subject: 'Other' }));
      await expect(harness.connector.update(calendar, item.key, { format: 'graph-json', raw }, item.version, signal)).rejects.toMatchObject({ code: 'would-notify' });
      await expect(harness.connector.delete(calendar, item.key, item.version, signal)).rejects.toMatchObject({ code: 'would-notify' });
      expect([harness.server.log.changes(), harness.server.log.notifications()]).toEqual([[], []]);
    });
  }

  for (const moment of ['before an occurrence is looked at', 'between look and write'] as const) {
    it(`that is given guests ${moment} is left alone from there on`, async () => {
      for (const method of ['PATCH', 'DELETE'] as const) {
        const faults = new Meddler((request) => (moment === 'between look and write' ? request.method === method : request.path.endsWith('/instances')));
        const { harness, calendar, item } = await seriesWith(() => ({}), faults);
        faults.mailbox = harness.server.mailbox;
        const raw = spoiled(item, (json) =>
          method === 'PATCH'
            ? { ...json, exceptionOccurrences: (json['exceptionOccurrences'] as object[]).map((one) => ({ ...one, subject: 'Other' })) }
            : { ...json, cancelledOccurrences: [...(json['cancelledOccurrences'] as string[]), `OID.x.${dayOf(json)}`] },
        );
        await expect(harness.connector.update(calendar, item.key, { format: 'graph-json', raw }, item.version, signal)).rejects.toMatchObject({ code: 'server-unreachable' });
        expect([method, faults.mailbox === null, harness.server.log.notifications(), harness.server.log.changes().filter(({ request }) => request !== null)]).toEqual([method, true, [], []]);
      }
    });
  }
});

/** Asks a guest to every series as soon as a request fits, once. */
class Meddler extends FaultPicker {
  mailbox: Mailbox | null = null;
  readonly #fits: (request: HttpRequest) => boolean;

  constructor(fits: (request: HttpRequest) => boolean) {
    super();
    this.#fits = fits;
  }

  override pick(request: HttpRequest): undefined {
    if (this.mailbox === null || !this.#fits(request)) return;
    for (const one of this.mailbox.itemsIn(this.mailbox.folders.named('calendar').number)) if (one.exceptions.length > 0) this.mailbox.update(one, { ...draftOf(one), attendees: [GUEST] }, BY);
    this.mailbox = null;
  }
}

function dayOf(json: Record<string, unknown>): string {
  return String((json['start'] as { readonly dateTime: string }).dateTime).slice(0, 10);
}
