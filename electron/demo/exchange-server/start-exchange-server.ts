import { randomUUID } from 'node:crypto';

import type { Account, Scheme } from './auth/sign-in.ts';
import { requireSignIn } from './auth/sign-in.ts';
import { autodiscoverJson, autodiscoverXml } from './ews/autodiscover.ts';
import { createEwsHandler, impersonatedAddress } from './ews/ews-handler.ts';
import { soapFault } from './ews/xml.ts';
import { createGraphHandlers } from './graph/graph-handler.ts';
import type { FaultPicker } from './faults/fault-rules.ts';
import { withFaults } from './faults/with-faults.ts';
import type { HttpHandler } from './http/messages.ts';
import { tapInto, withTap, type Tap } from './http/traffic-tap.ts';
import { serveExchange, type ServeOptions } from './http/serve-exchange.ts';
import { readMailbox } from './mailbox/dump.ts';
import { MailboxLog } from './mailbox/mailbox-log.ts';
import { Mailbox, type MailboxClock, type MailboxOwner } from './mailbox/mailbox.ts';
import { fillSampleMailbox, type SampleSize } from './mailbox/sample-mailbox.ts';

/** The one who the practice mailbox belongs to. */
export const PRACTICE_ACCOUNT: Account = { user: 'user@example.test', password: 'pass', displayName: 'Robin Example', token: 'test-token' };

export interface ExchangeServerOptions extends Omit<ServeOptions, 'clock'> {
  readonly clock: MailboxClock;
  /** The first is the owner of the mailbox; the others may act for it. */
  readonly accounts?: readonly Account[];
  readonly schemes?: readonly Scheme[];
  /** How much the mailbox holds at first. */
  readonly sample?: SampleSize;
  /** What an earlier server held, in place of a sample (`dumpMailbox`). */
  readonly dump?: string;
  readonly channelBinding?: Buffer | null;
  /** What goes wrong, and when. */
  readonly faults?: FaultPicker;
  /** Gets a copy of all traffic; left out, it goes into the folder that SYNCTRACE_TRAFFIC names, if it names one. */
  readonly tap?: Tap;
}

export interface ExchangeServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly ewsUrl: string;
  /** `http://127.0.0.1:PORT/v1.0`. */
  readonly graphUrl: string;
  readonly log: MailboxLog;
  readonly mailbox: Mailbox;
  close(): Promise<void>;
}

/** Starts a small Exchange server in memory, on 127.0.0.1 alone: EWS and Graph over the same mailbox. */
export async function startExchangeServer(options: ExchangeServerOptions): Promise<ExchangeServer> {
  const log = new MailboxLog();
  const accounts = options.accounts ?? [PRACTICE_ACCOUNT];
  const [first = PRACTICE_ACCOUNT] = accounts;
  // Its clock may be wrong, as the clocks of servers are.
  const clock = { nowMs: () => options.clock.nowMs() + (options.faults?.clockSkewMs ?? 0) };
  const mailbox = makeMailbox({ ...options, clock }, { name: first.displayName, address: first.user }, log);
  const site = createSite({ ...options, clock }, accounts, mailbox);
  const handler = options.faults === undefined ? site : withFaults(site, options.faults, mailbox);
  const tap = options.tap ?? usualTap();
  const front = await serveExchange(tap === null ? handler : withTap(handler, tap), log, { ...options, clock });
  return {
    url: front.url,
    port: front.port,
    ewsUrl: `${front.url}/EWS/Exchange.asmx`,
    graphUrl: `${front.url}/v1.0`,
    log,
    mailbox,
    close: () => front.close(),
  };
}

function usualTap(): Tap | null {
  const folder = process.env['SYNCTRACE_TRAFFIC'] ?? '';
  return folder === '' ? null : tapInto(folder, randomUUID());
}

function makeMailbox(options: ExchangeServerOptions, owner: MailboxOwner, log: MailboxLog): Mailbox {
  if (options.dump !== undefined) return readMailbox(options.dump, options.clock, log);
  const mailbox = new Mailbox(owner, options.clock, log);
  fillSampleMailbox(mailbox, options.sample);
  return mailbox;
}

function createSite(options: ExchangeServerOptions, accounts: readonly Account[], mailbox: Mailbox): HttpHandler {
  const ews = createEwsHandler(mailbox);
  const guard = { accounts, clock: options.clock, channelBinding: options.channelBinding ?? null };
  const exchange = requireSignIn({ ...guard, schemes: options.schemes ?? ['basic', 'ntlm', 'bearer'] }, (request) => {
    if (/^\/autodiscover\/autodiscover\.xml$/i.test(request.path)) return autodiscoverXml(request, mailbox);
    const address = impersonatedAddress(request).toLowerCase();
    const isOther = address !== '' && address !== mailbox.owner.address.toLowerCase();
    if (isOther) return { status: 500, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: soapFault('ErrorNonExistentMailbox', 'No mailbox with such address.') };
    return ews(request);
  });
  const graph = createGraphHandlers(mailbox);
  const guardedGraph = requireSignIn({ ...guard, schemes: ['bearer'] }, graph.signedIn);
  return (request) => {
    if (request.path.startsWith('/v1.0/')) return guardedGraph(request);
    if (request.path.startsWith('/import/')) return graph.preAuthenticated(request);
    if (/^\/ews\/exchange\.asmx$/i.test(request.path) || /^\/autodiscover\/autodiscover\.xml$/i.test(request.path)) return exchange(request);
    return autodiscoverJson(request, mailbox) ?? { status: 404 };
  };
}
