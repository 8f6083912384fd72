import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import type { Secret } from '../../core/ports.ts';
import type { ConnectorPorts } from '../connector.ts';
import { DEFAULT_LIMITS, type Limits } from '../http/limits.ts';
import { isLoopback, requireAccountUrl } from '../http/origins.ts';
import { createTransport } from '../http/transport.ts';
import { askJson } from './ask-json.ts';
import { type ToldByXml, askXml } from './ask-xml.ts';
import { graphUrlFor, graphUrlForTenant, isTenantDomain } from './exchange-online.ts';
import type { Search } from './search.ts';

/** Which connector a mailbox needs, and where its server is. */
export interface FoundMailbox {
  readonly kind: 'graph' | 'ews';
  readonly url: string;
}

export interface AutodiscoverSettings {
  /** A server that the user named: it is asked first, and taken as it is where nothing is found. */
  readonly url?: string;
  /** Sign-in name, where it is not the address. */
  readonly user?: string;
  readonly secret: () => Promise<Secret>;
  readonly ca?: string;
  readonly limits?: Partial<Limits>;
  /** Places to ask in place of those that follow from the address's domain. */
  readonly places?: readonly string[];
}

const MOST_HOPS = 8;
/** These say more than that nothing was found. */
const TELLING: ReadonlySet<ErrorCode> = new Set(['auth-failed', 'auth-unsupported', 'channel-binding-required', 'clock-wrong', 'proxy-in-the-way', 'server-refused-tls']);

/**
 * Finds the server of one mailbox: by Autodiscover V2, then by the older one, then the given URL. Neither another host than the user
 * named is followed nor is a password sent to one before `ask` has said yes to it; what `ask` says no to is passed over.
 */
export async function autodiscover(email: string, settings: AutodiscoverSettings, ask: (host: string) => Promise<boolean>, ports: ConnectorPorts, signal: AbortSignal): Promise<FoundMailbox> {
  const given = settings.url === undefined ? undefined : requireAccountUrl(settings.url);
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const ca = settings.ca === undefined ? {} : { ca: settings.ca };
  const transport = createTransport({ ...ca, limits, clock: ports.clock });
  const search: Search = { ...ca, email, user: settings.user ?? email, secret: settings.secret, transport, limits, clock: ports.clock };
  const confirmed = createConfirmation(given, ask);
  try {
    const places = email.includes('@') ? (given === undefined ? (settings.places ?? placesOf(email)) : [given.origin]) : [];
    let told: AppError | undefined;
    for (const way of [askJson, askXml]) {
      for (const place of places) {
        const outcome = await follow(search, new URL(place), way, confirmed, signal);
        if (outcome instanceof AppError) told ??= TELLING.has(outcome.code) ? outcome : undefined;
        else if (outcome !== undefined) return outcome;
      }
    }
    if (given === undefined) throw told ?? new AppError('autodiscover-failed');
    const graphUrl = graphUrlFor(given.hostname);
    return graphUrl === undefined ? { kind: 'ews', url: given.href } : { kind: 'graph', url: graphUrl };
  } finally {
    transport.close();
  }
}

type Way = (search: Search, place: URL, signal: AbortSignal) => Promise<ToldByXml>;
type Confirm = (host: string) => Promise<boolean>;

/** Goes from place to place as far as the user lets us; undefined where that leads nowhere, or the error that ended it. */
async function follow(first: Search, start: URL, way: Way, confirmed: Confirm, signal: AbortSignal): Promise<FoundMailbox | AppError | undefined> {
  let search = first;
  let place = start;
  const isStart = (url: URL) => url.origin === start.origin;
  for (let hops = 0; hops < MOST_HOPS; hops += 1) {
    if (!isSafe(place)) return undefined;
    // A question alone may go to the first place; credentials, and whatever another place named, only where the user said so.
    if ((way === askXml || !isStart(place)) && !(await confirmed(place.host))) return undefined;
    const told = await tell(() => way(search, place, signal), signal);
    if (told instanceof AppError) return told;
    if (told.type === 'nothing') return undefined;
    if (told.type === 'address') {
      const domain = domainOf(told.email);
      if (isTenantDomain(domain)) return { kind: 'graph', url: graphUrlForTenant(domain) };
      search = { ...search, email: told.email };
      place = new URL(`https://autodiscover.${domain}/`);
      continue;
    }
    const graphUrl = graphUrlFor(told.url.hostname);
    if (graphUrl !== undefined) return { kind: 'graph', url: graphUrl };
    if (told.type === 'service') return isSafe(told.url) && (await confirmed(told.url.host)) ? { kind: 'ews', url: told.url.href } : undefined;
    place = new URL(told.url.origin);
  }
  return undefined;
}

async function tell(task: () => Promise<ToldByXml>, signal: AbortSignal): Promise<ToldByXml | AppError> {
  try {
    return await task();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** Asks once for each host; the one that the user named needs no asking. */
function createConfirmation(given: URL | undefined, ask: (host: string) => Promise<boolean>): Confirm {
  const said = new Map<string, boolean>(given === undefined ? [] : [[given.host, true]]);
  return async (host) => {
    const before = said.get(host);
    if (before !== undefined) return before;
    const answer = await ask(host);
    said.set(host, answer);
    return answer;
  };
}

/** MS-OXDSCLI §3.1.5: the two hosts that follow from an address. */
function placesOf(email: string): readonly string[] {
  const domain = domainOf(email);
  return [`https://autodiscover.${domain}/`, `https://${domain}/`];
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

function isSafe(url: URL): boolean {
  return url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
}
