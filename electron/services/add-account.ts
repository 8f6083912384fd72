import { AppError } from '../../shared/errors.ts';
import type { SourceRow } from '../store/types.ts';
import { accountUrl, isEwsUrl } from './account-url.ts';
import type { CaseContext } from './case-context.ts';
import { addSource, type NewSource } from './sources.ts';

/** Names an account to watch; of an Exchange server the bare address is enough. Nothing is kept where that fails. */
export async function addAccount(context: CaseContext, input: NewSource): Promise<SourceRow> {
  return addSource(context, input.kind === 'ews' ? await withEwsUrl(input) : input);
}

async function withEwsUrl(input: NewSource): Promise<NewSource> {
  const url = accountUrl('ews', input.url);
  if (url === undefined) throw new AppError('usage', { context: { what: 'give --url URL' } });
  return isEwsUrl(url) ? input : { ...input, url: new URL('/EWS/Exchange.asmx', url).href };
}
