import { AppError } from '../../../shared/errors.ts';
import { RECORD_KINDS } from '../../../shared/records.ts';
import { type JsonObject, textAt } from '../../core/graph/json.ts';
import type { Collection } from '../connector.ts';
import { requireObject } from './answers.ts';
import { refusalOf } from './http.ts';
import { KIND_PROPERTY } from './kinds.ts';
import { readAll } from './pages.ts';
import { type GraphSession, segment, urlOf } from './session.ts';

/** What the mailbox import and export API needs; few accounts may use it. */
export const MAILBOX_PERMISSION = 'MailboxItem.Read';

/** Refusals that say that this account may not use the API, or this cloud does not have it: then Deleted Items are not shown. */
const NOT_FOR_US: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);

/** The collection of Deleted Items; null where this account or cloud does not show them. */
export async function deletedItems(session: GraphSession, signal: AbortSignal): Promise<Collection | null> {
  const mailbox = await getWhereAllowed(session, urlOf(session, `${session.mailbox}/settings/exchange`), signal);
  const mailboxId = mailbox === null ? '' : textAt(mailbox, 'primaryMailboxId');
  if (mailboxId === '') return null;
  session.learned.mailboxId = mailboxId;
  const folder = await findFolder(session, mailboxId, signal);
  if (folder === null) return null;
  return { id: textAt(folder, 'id'), name: textAt(folder, 'displayName') || 'Deleted Items', kinds: RECORD_KINDS, readOnly: true, state: 'deleted', properties: { [KIND_PROPERTY]: 'deleted' } };
}

/** The path of this mailbox in the import and export API; throws where this account may not use it. */
export async function mailboxPath(session: GraphSession, signal: AbortSignal): Promise<string> {
  if (session.learned.mailboxId === null) {
    const url = urlOf(session, `${session.mailbox}/settings/exchange`);
    const found = requireObject(await session.http.send({ method: 'GET', url, permission: 'MailboxFolder.Read' }, signal), 'MailboxFolder.Read');
    session.learned.mailboxId = textAt(found, 'primaryMailboxId');
  }
  return `admin/exchange/mailboxes/${session.learned.mailboxId}`;
}

/** Where the items of a folder are in the import and export API. */
export async function mailboxItemsPath(session: GraphSession, folderId: string, signal: AbortSignal): Promise<string> {
  return `${await mailboxPath(session, signal)}/folders/${segment(folderId)}/items`;
}

/** By its well-known name, which other faces of Graph know; else by the name that it has in English. */
async function findFolder(session: GraphSession, mailboxId: string, signal: AbortSignal): Promise<JsonObject | null> {
  const base = `admin/exchange/mailboxes/${mailboxId}/folders`;
  const named = await getWhereAllowed(session, urlOf(session, `${base}/deleteditems`), signal);
  if (named !== null) return named;
  try {
    const folders = await readAll(session, base, { $top: '200' }, 'MailboxFolder.Read', signal);
    return folders.find(({ json }) => textAt(json, 'displayName') === 'Deleted Items' && /^IPF\.Note/i.test(textAt(json, 'type')))?.json ?? null;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError && (error.code === 'consent-missing' || error.code === 'collection-gone' || error.code === 'answer-malformed') && typeof error.context['status'] === 'number' && error.context['status'] >= 400) return null;
    throw error;
  }
}

async function getWhereAllowed(session: GraphSession, url: URL, signal: AbortSignal): Promise<JsonObject | null> {
  const answer = await session.http.send({ method: 'GET', url, permission: 'MailboxFolder.Read' }, signal);
  if (NOT_FOR_US.has(answer.status)) {
    session.ports.log.info('graph.deleted-not-shown', { status: answer.status, code: refusalOf(answer).codes[0] ?? '' });
    return null;
  }
  return requireObject(answer, 'MailboxFolder.Read');
}
