import { createHash } from 'node:crypto';
import { CONNECTORS } from '../../electron/connectors/registry.ts';
import type { TreeChange } from '../../electron/demo/dav-server/dav-log.ts';
import type { DavDump } from '../../electron/demo/dav-server/dav-store.ts';
import type { DavHandler } from '../../electron/demo/dav-server/messages.ts';
import { type BookSeed, type DavServer, startDavServer } from '../../electron/demo/dav-server/start-dav-server.ts';
import type { EnginePorts } from '../../electron/services/case-context.ts';
import { createSessionVault } from '../../electron/services/secrets.ts';
import { sha256Hex, silentLog, systemIds } from '../../electron/services/system-ports.ts';
import { aCard } from '../../electron/testing/builders.ts';
import { createHurriedClock } from '../../electron/testing/hurried-clock.ts';

export const USER = 'user';
export const PASSWORD = 'cut-off';
export const SOURCE = 'desk';
/** The variable in which a command finds the password. */
export const VARIABLE = 'CUT_OFF_PASSWORD';

/** What an account holds: name by name, what stands there. */
export type Cards = Readonly<Record<string, string>>;

/** A card that is like no other. */
export function cardOf(name: string, note: string): string {
  return aCard({ uid: `uid-${name}`, name: `Person ${name}`, given: `P-${name}`, family: name, emails: [`${name}@example.test`], phones: [], note });
}

/** The account at first: what will vanish, what will be written over, and what nobody touches. */
export const BEFORE: Cards = Object.fromEntries(
  ['gone1', 'gone2', 'gone3', 'gone4', 'gone5', 'over1', 'over2', 'over3', ...Array.from({ length: 10 }, (_, index) => `still${index}`)].map((name) => [`${name}.vcf`, cardOf(name, 'as it was')]),
);

/** The account after the incident. */
export const AFTER: Cards = Object.fromEntries([
  ...Object.entries(BEFORE)
    .filter(([name]) => !name.startsWith('gone'))
    .map(([name, text]) => [name, name.startsWith('over') ? text.replace('as it was', 'written over') : text] as const),
  ['new1.vcf', cardOf('new1', 'of another device')],
  ['new2.vcf', cardOf('new2', 'of another device')],
]);

/** A second address book, to which nothing happens: where the first was read and this one was not, a snapshot is incomplete. */
export const MORE: Cards = Object.fromEntries(['more1', 'more2', 'more3'].map((name) => [`${name}.vcf`, cardOf(name, 'in another book')]));

/** The server of an account, as it was left or from the beginning. */
export function startAccount(held: DavDump | Cards, wrap?: (next: DavHandler) => DavHandler, port = 0): Promise<DavServer> {
  const given = 'books' in held ? { dump: held as DavDump } : { books: [bookOf('contacts', held), bookOf('more', MORE)] };
  return startDavServer({ port, user: USER, password: PASSWORD, ...given, ...(wrap === undefined ? {} : { wrapOutside: (next) => wrap(next) }) });
}

function bookOf(path: string, cards: Cards): BookSeed {
  return { path, name: path, kind: 'contacts', items: Object.entries(cards).map(([name, text]) => ({ name, text })) };
}

/** Changes the account as another client does, from what it holds to what is given. */
export function changeTo(server: DavServer, cards: Cards): void {
  for (const name of server.store.names('contacts')) if (!(name in cards)) server.store.remove('contacts', name);
  for (const [name, text] of Object.entries(cards)) put(server, name, text);
}

/** Puts one card as another client does; nothing happens where it stands so already. */
export function put(server: DavServer, name: string, text: string): void {
  if (!server.store.has('contacts', name)) server.store.add('contacts', name, text);
  else if (server.store.text('contacts', name) !== text) server.store.change('contacts', name, text);
}

/** What the first book holds now. */
export function heldBy(server: DavServer): Cards {
  return Object.fromEntries(server.store.names('contacts').map((name) => [name, server.store.text('contacts', name)]));
}

/** The engine's ports with everything real but the time that waiting takes; the account is wherever its server listens now. */
export function portsFor(server: DavServer): EnginePorts {
  const clock = createHurriedClock();
  return {
    clock,
    ids: systemIds,
    log: silentLog,
    vault: createSessionVault({}),
    reading: { digest: sha256Hex },
    connect: async () =>
      CONNECTORS.carddav({ url: server.contactsHomeUrl, user: USER, secret: async () => ({ type: 'password', password: PASSWORD }), limits: { chunkItems: 5, attempts: 2 } }, { clock, log: silentLog }),
  };
}

/** What an account's server says of itself, wherever it runs: the oracle of what was really written. */
export interface Account {
  /** Every change, with the request that made it; null for somebody else's. */
  readonly changes: readonly TreeChange[];
  readonly held: Cards;
}

/** The account on a server of this process. */
export function accountOf(server: DavServer): Account {
  return { changes: server.log.changes(), held: heldBy(server) };
}

/** Where a card stands. */
export function hrefOf(name: string): string {
  return `/addressbooks/${USER}/contacts/${name}`;
}

/** SHA-256 in hex, as the server's log has it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
