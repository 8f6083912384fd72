import { AppError } from '../../shared/errors.ts';
import type { Secret } from '../core/ports.ts';
import type { SourceId } from '../../shared/records.ts';
import type { SourceRow } from '../store/types.ts';
import { aboutAccount } from './about-account.ts';
import { accountUrl, isEwsUrl } from './account-url.ts';
import type { CaseContext } from './case-context.ts';
import { secretOf } from './secrets.ts';
import { addSource, type NewSource } from './sources.ts';

export interface Finding {
  /** Whether another host than the one that was named may be asked, and given the account's password. */
  ask(host: string): Promise<boolean>;
  /** Left out: the secret is found by its reference. */
  readonly secret?: () => Promise<Secret>;
}

/**
 * Names an account to watch. Of an Exchange server the bare address is enough, or the mailbox's own: where it is, the server is asked. Nothing
 * is kept where that fails.
 */
export async function addAccount(context: CaseContext, input: NewSource, finding: Finding, signal: AbortSignal): Promise<SourceRow> {
  if (context.store.source(input.name) !== null) throw new AppError('source-exists', { context: { source: input.name } });
  return addSource(context, input.kind === 'ews' ? { ...input, url: await aboutAccount(input, () => ewsUrl(context, input, finding, signal)) } : input);
}

async function ewsUrl(context: CaseContext, input: NewSource, finding: Finding, signal: AbortSignal): Promise<string> {
  const given = accountUrl('ews', input.url);
  const { autodiscover } = await import('../connectors/autodiscover/autodiscover.ts');
  const { graphUrlFor } = await import('../connectors/autodiscover/exchange-online.ts');
  if (given !== undefined && isEwsUrl(given)) {
    if (graphUrlFor(new URL(given).hostname) !== undefined) throw new AppError('mailbox-elsewhere', { context: { kind: 'graph' } });
    return given;
  }
  const { user = '', ca, mailbox } = input;
  const email = mailbox ?? user;
  if (given === undefined && !email.includes('@')) throw new AppError('usage', { context: { what: 'give --url URL, or the mailbox’s address with --user' } });
  const settings = { user, secret: finding.secret ?? (() => secretOf(context.ports.vault, { ...input, id: '' as SourceId })), ...(given === undefined ? {} : { url: given }), ...(ca === undefined ? {} : { ca }) };
  const refused: string[] = [];
  const ask = async (host: string): Promise<boolean> => {
    const isAllowed = await finding.ask(host);
    // The hosts that follow from the address were asked already; only to give one of them the password was refused.
    if (!isAllowed && !isOfAddress(host, email)) refused.push(host);
    return isAllowed;
  };
  const found = await autodiscover(email, settings, ask, context.ports, signal).catch((error: unknown) => {
    throw refused[0] !== undefined && error instanceof AppError && error.code === 'autodiscover-failed' ? refusal(refused[0]) : error;
  });
  if (found.kind === 'graph') throw new AppError('mailbox-elsewhere', { context: { kind: 'graph' } });
  if (isEwsUrl(found.url)) return found.url;
  // Nothing was found and the server that was named is taken as it is, which is wrong where it had sent on to another.
  if (refused[0] !== undefined) throw refusal(refused[0]);
  return new URL('/EWS/Exchange.asmx', found.url).href;
}

/** MS-OXDSCLI §3.1.5: the hosts at which a mailbox's server is looked for. */
function isOfAddress(host: string, email: string): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return [domain, `autodiscover.${domain}`].includes(host.toLowerCase());
}

function refusal(host: string): AppError {
  return new AppError('redirect-refused', { context: { host } });
}
