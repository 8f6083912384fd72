import { AppError } from '../../../shared/errors.ts';
import { fromResponseCode } from './errors.ts';
import type { EwsRequest } from './ews-http.ts';
import type { EwsSession } from './ews-session.ts';
import { type XmlElement, child } from './soap/xml-tree.ts';

export interface Page {
  readonly rows: readonly XmlElement[];
  /** Rows of the whole view, as the server counts them. */
  readonly total: number;
}

/** The pages of FindItem or FindFolder with one parent; a page that leads nowhere or says nothing of the rest ends in an error. */
export async function* pagesOf(session: EwsSession, request: (offset: number) => EwsRequest, rowsIn: 't:Items' | 't:Folders', signal: AbortSignal): AsyncGenerator<Page> {
  for (let offset = 0; ; ) {
    const { messages, requestId } = await session.http.call(request(offset), signal);
    const [message] = messages;
    if (message === undefined || messages.length !== 1) throw new AppError('answer-malformed');
    if (!message.isGood) throw fromResponseCode(message.code, { isWrite: false, context: { requestId } });
    const root = child(message.element, 'm:RootFolder');
    const { TotalItemsInView, IncludesLastItemInRange, IndexedPagingOffset } = root?.attributes ?? {};
    const rows = child(root, rowsIn);
    if (rows === undefined || !/^\d{1,9}$/.test(TotalItemsInView ?? '') || IncludesLastItemInRange === undefined) throw new AppError('answer-malformed');
    yield { rows: rows.children, total: Number(TotalItemsInView) };
    if (IncludesLastItemInRange === 'true') return;
    const next = Number(IndexedPagingOffset ?? Number.NaN);
    if (!(next > offset)) throw new AppError('listing-contradicted', { context: { offset }, retry: 'later' });
    offset = next;
  }
}
