import { AppError } from '../../shared/errors.ts';
import type { Capabilities, Collection } from '../connectors/connector.ts';
import type { SourceKind, SourceRow } from '../store/types.ts';
import { aboutAccount } from './about-account.ts';
import { accountUrl } from './account-url.ts';
import { type CaseContext, connectTo } from './case-context.ts';
import { signsIn } from './secrets.ts';

export interface NewSource {
  readonly name: string;
  readonly kind: SourceKind;
  readonly url?: string;
  readonly user?: string;
  readonly secretRef?: string;
  readonly ca?: string;
  readonly label?: string;
  /** For whose mailbox a service account acts. */
  readonly mailbox?: string;
}

/** Names an account to watch; refuses a name that is taken, a URL that is none, and plain http to anywhere but this machine. */
export function addSource(context: CaseContext, input: NewSource): SourceRow {
  if (!/^[^\s\-\p{C}]([^\p{C}]*[^\s\p{C}])?$/u.test(input.name)) throw new AppError('usage', { context: { what: 'a source name begins with neither a dash nor a space, and holds no control character' } });
  if (context.store.source(input.name) !== null) throw new AppError('source-exists', { context: { source: input.name } });
  // Without an address the account would be whoever signs in next, whose mailbox would be taken for this one.
  if (signsIn(input) && (input.user ?? '').trim() === '') throw new AppError('usage', { context: { what: 'give the mailbox’s address with --user' } });
  const url = accountUrl(input.kind, input.url);
  return context.store.addSource({ ...input, ...(url === undefined ? {} : { url }) });
}

/** The source of that name, or `source-unknown`. */
export function findSource(context: CaseContext, name: string): SourceRow {
  const source = context.store.source(name);
  if (source === null) throw new AppError('source-unknown', { context: { source: name } });
  return source;
}

/** Signs in, asks what the server can do and lists the collections; throws what stands in the way. */
export async function testSource(context: CaseContext, name: string, signal: AbortSignal): Promise<{ capabilities: Capabilities; collections: readonly Collection[] }> {
  const source = findSource(context, name);
  return await aboutAccount(source, async () => {
    const connector = await connectTo(context, source, signal);
    try {
      const capabilities = await connector.probe(signal);
      return { capabilities, collections: await connector.collections(signal) };
    } finally {
      await connector.close();
    }
  });
}

/** Forgets the account and its secret; its snapshots stay as evidence. */
export async function removeSource(context: CaseContext, name: string): Promise<void> {
  const source = findSource(context, name);
  if (source.secretRef !== undefined) await context.ports.vault.remove(source.secretRef);
  context.store.removeSource(source.id);
}
