import { AppError, isAbort } from '../../shared/errors.ts';
import type { SourceRow } from '../store/types.ts';
import { CASE_FAILURES } from './capture.ts';

/** Runs what asks an account: a failure of it says which account, at which server, it is about. One of the case itself passes unchanged. */
export async function aboutAccount<T>(source: Pick<SourceRow, 'name' | 'kind' | 'url'>, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AppError) || isAbort(error) || CASE_FAILURES.has(error.code) || error.code === 'usage') throw error;
    const server = source.url === undefined || !URL.canParse(source.url) ? {} : { server: new URL(source.url).host };
    throw new AppError(error.code, { retry: error.retry, context: { ...error.context, account: source.name, accountKind: source.kind, ...server }, cause: error });
  }
}
