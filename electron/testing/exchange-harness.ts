import type { RecordKind } from '../../shared/records.ts';
import type { Collection, Connector, ConnectorPorts } from '../connectors/connector.ts';
import { createEwsConnector } from '../connectors/ews/create-ews-connector.ts';
import { createGraphConnector } from '../connectors/graph/create-graph-connector.ts';
import type { Limits } from '../connectors/http/limits.ts';
import { toUrlAlphabet } from '../demo/exchange-server/mailbox/ids.ts';
import { draftOf, type Draft, type Item } from '../demo/exchange-server/mailbox/item.ts';
import { PROP } from '../demo/exchange-server/mailbox/known-properties.ts';
import type { By } from '../demo/exchange-server/mailbox/mailbox.ts';
import { contactDraft, eventDraft, taskDraft } from '../demo/exchange-server/mailbox/make-drafts.ts';
import { type ExchangeServer, type ExchangeServerOptions, PRACTICE_ACCOUNT, startExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';
import { systemClock } from '../services/system-ports.ts';
import type { ConnectorHarness, ContractTraits, OtherProgram } from './connector-harness.ts';
import { TEST_LIMITS, TEST_PORTS } from './dav-harness.ts';

export const EXCHANGE_PROTOCOLS = ['graph', 'ews'] as const;
export type ExchangeProtocol = (typeof EXCHANGE_PROTOCOLS)[number];

/** What is different about a mailbox, by protocol and kind of record. */
export function exchangeTraits(protocol: ExchangeProtocol, kind: RecordKind): ContractTraits {
  return {
    servesOwnForm: true,
    givesKeys: true,
    findsNoUids: kind !== 'event',
    setsAside: true,
    // To Do gives no search key, and a task has another id where it lies.
    knowsNoneAside: protocol === 'graph' && kind === 'task',
    keepsRecoverable: protocol === 'ews',
  };
}

/** A connector for the mailbox of a practice server, with the limits of tests. */
export function connectExchange(protocol: ExchangeProtocol, server: Pick<ExchangeServer, 'ewsUrl' | 'graphUrl'>, ports: ConnectorPorts = TEST_PORTS, limits: Partial<Limits> = {}): Connector {
  const { user, password, token = '' } = PRACTICE_ACCOUNT;
  const ofTests = { ...TEST_LIMITS, ...limits };
  if (protocol === 'graph') return createGraphConnector({ url: server.graphUrl, user: '', secret: () => Promise.resolve({ type: 'bearer', token }), limits: ofTests }, ports);
  return createEwsConnector({ url: server.ewsUrl, user, secret: () => Promise.resolve({ type: 'password', password }), limits: ofTests }, ports);
}

const FOLDERS = { contact: 'contacts', event: 'calendar', task: 'tasks' } as const satisfies Record<RecordKind, string>;
const SOMEBODY: By = { name: 'Another Program', request: null };
/** No item has it. */
const NUMBER_OF_NONE = 999_999;

/** A harness over an empty mailbox of the practice server. */
export async function startExchangeHarness(protocol: ExchangeProtocol, kind: RecordKind, options: Partial<ExchangeServerOptions> = {}): Promise<ConnectorHarness & { readonly server: ExchangeServer }> {
  const server = await startExchangeServer({ clock: systemClock, schemes: ['basic', 'bearer'], sample: { contacts: 0, events: 0, tasks: 0 }, ...options });
  const { mailbox } = server;
  const folder = mailbox.folders.named(FOLDERS[kind]);
  const connector = connectExchange(protocol, server);
  const numbers = new Map<string, number>();
  const titles = new Map<string, string>();
  const last = new Map<number, Item>();
  const held = (name: string) => mailbox.itemByNumber(numbers.get(name) ?? -1);
  const side: OtherProgram = {
    async put(name, body) {
      const before = held(name);
      const title = titles.get(body) ?? body;
      const item = before === undefined ? mailbox.create(folder, draftFor(kind, title, `uid-${name}`), SOMEBODY) : mailbox.update(before, retitled(kind, before, title), SOMEBODY);
      numbers.set(name, item.number);
      last.set(item.number, item);
    },
    async remove(name) {
      const item = held(name);
      if (item !== undefined) mailbox.destroy(item, SOMEBODY);
    },
    async read(name) {
      const item = held(name);
      return item === undefined ? null : Buffer.from(JSON.stringify([...item.bag]));
    },
    async names() {
      const nameOf = new Map([...numbers].map(([name, number]) => [number, name]));
      return mailbox.itemsIn(folder.number).map((item) => nameOf.get(item.number) ?? String(item.number));
    },
  };
  return {
    server,
    connector,
    collection: idOfFolder(protocol, server, folder.number),
    format: protocol === 'graph' ? 'graph-json' : 'ews-xml',
    extension: '',
    side,
    body(_uid, title) {
      const body = protocol === 'graph' ? graphBody(kind, title) : ewsBody(kind, title);
      titles.set(body, title);
      return body;
    },
    keyOf(_collection, name) {
      const number = numbers.get(name) ?? NUMBER_OF_NONE;
      const item = last.get(number);
      if (protocol === 'graph' && kind !== 'task') return toUrlAlphabet(mailbox.ids.immutableId(number));
      const id = mailbox.ids.itemId(folder.number, item?.instance ?? NUMBER_OF_NONE);
      return protocol === 'graph' ? toUrlAlphabet(id) : id;
    },
    async goneCollection(collection) {
      const made = mailbox.folders.create(folder.parent, 'Gone', folder.folderClass);
      mailbox.folders.remove(made);
      return { ...collection, id: idOfFolder(protocol, server, made.number) };
    },
    forgetCursors: async () => mailbox.expireStates(),
    async setAside(name, where) {
      const item = held(name);
      if (item !== undefined) mailbox.delete(item, where === 'deleted' ? 'MoveToDeletedItems' : 'SoftDelete', SOMEBODY);
    },
    mailed: () => server.log.notifications().map(({ to }) => to),
    async close() {
      await connector.close();
      await server.close();
    },
  };
}

function idOfFolder(protocol: ExchangeProtocol, { mailbox }: ExchangeServer, number: number): Collection['id'] {
  const id = mailbox.ids.folderId(number);
  return protocol === 'graph' ? toUrlAlphabet(id) : id;
}

function draftFor(kind: RecordKind, title: string, uid: string): Draft {
  if (kind === 'contact') return contactDraft(title, '');
  return kind === 'event' ? eventDraft(title, '2026-12-01T09:00:00Z', '2026-12-01T10:00:00Z', uid) : taskDraft(title, null);
}

function retitled(kind: RecordKind, before: Item, title: string): Draft {
  const draft = draftOf(before);
  for (const property of kind === 'contact' ? [PROP.displayName, PROP.givenName, PROP.subject, PROP.fileAs] : [PROP.subject]) draft.bag.set(property, title);
  return draft;
}

function graphBody(kind: RecordKind, title: string): string {
  const time = (hour: string) => ({ dateTime: `2026-12-01T${hour}:00:00.0000000`, timeZone: 'UTC' });
  if (kind === 'contact') return JSON.stringify({ '@odata.type': '#microsoft.graph.contact', displayName: title, givenName: title, fileAs: title });
  if (kind === 'event') return JSON.stringify({ '@odata.type': '#microsoft.graph.event', subject: title, start: time('09'), end: time('10'), isAllDay: false });
  return JSON.stringify({ '@odata.type': '#microsoft.graph.todoTask', title, status: 'notStarted' });
}

function ewsBody(kind: RecordKind, title: string): string {
  const element = { contact: 'Contact', event: 'CalendarItem', task: 'Task' }[kind];
  const text = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const own = {
    contact: `<t:FileAs>${text}</t:FileAs><t:DisplayName>${text}</t:DisplayName><t:GivenName>${text}</t:GivenName>`,
    event: `<t:Subject>${text}</t:Subject><t:Start>2026-12-01T09:00:00Z</t:Start><t:End>2026-12-01T10:00:00Z</t:End><t:IsAllDayEvent>false</t:IsAllDayEvent>`,
    task: `<t:Subject>${text}</t:Subject><t:Status>NotStarted</t:Status>`,
  }[kind];
  return `<t:${element} xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">${own}</t:${element}>`;
}
