import { AppError } from '../../../shared/errors.ts';
import { objectsAt, textAt } from '../../core/graph/json.ts';
import { isLoopback } from '../http/origins.ts';
import { requireObject } from './answers.ts';
import { mailboxPath } from './mailbox-folders.ts';
import { type GraphSession, urlOf } from './session.ts';
import { sendWrite } from './write.ts';

const EXPORT_PERMISSION = 'MailboxItem.ImportExport';
/** EXCHANGE.md: what a server writes at the end of a stream that it could not finish; it passes. */
const TRUNCATED = '=== Truncated Data ===';

/** The whole of an item as an opaque stream, base64; throws `write-conflict` where it is not of that version any more. */
export async function exportStream(session: GraphSession, key: string, ifVersion: string, signal: AbortSignal): Promise<string> {
  const url = urlOf(session, `${await mailboxPath(session, signal)}/exportItems`);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await session.http.send({ method: 'POST', url, body: JSON.stringify({ ItemIds: [key] }), permission: EXPORT_PERMISSION }, signal);
    const [item] = objectsAt(requireObject(answer, EXPORT_PERMISSION), 'value');
    const data = textAt(item ?? {}, 'data');
    // A list without the one item says nothing of it.
    if (item === undefined) throw new AppError('answer-cut-off', { retry: 'later', context: { requestId: answer.requestId } });
    if (data === '') throw new AppError('write-conflict', { context: { status: 404, requestId: answer.requestId } });
    if (textAt(item, 'changeKey') !== ifVersion) throw new AppError('write-conflict', { context: { status: 200, requestId: answer.requestId } });
    if (!Buffer.from(data, 'base64').subarray(-64).includes(TRUNCATED)) return data;
    if (attempt >= session.limits.attempts) throw new AppError('answer-cut-off', { retry: 'later', context: { requestId: answer.requestId } });
    await session.ports.clock.sleep(session.limits.backoffMs * 2 ** (attempt - 1), signal);
  }
}

/** Makes an item of a stream in a folder, once; answers with the id that it was given. */
export async function importStream(session: GraphSession, folderId: string, data: string, signal: AbortSignal): Promise<string> {
  const url = urlOf(session, `${await mailboxPath(session, signal)}/createImportSession`);
  const opened = requireObject(await session.http.send({ method: 'POST', url, permission: EXPORT_PERMISSION }, signal), EXPORT_PERMISSION);
  const importUrl = requireImportUrl(textAt(opened, 'importUrl'));
  const made = await sendWrite(session, { method: 'POST', url: importUrl, body: JSON.stringify({ FolderId: folderId, Mode: 'create', Data: data }), isPreAuthenticated: true }, signal);
  return textAt(made ?? {}, 'itemId');
}

/** The address holds its own secret: it goes over TLS or stays on this machine, and stands in no message. */
function requireImportUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AppError('answer-malformed');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) throw new AppError('plain-http-refused');
  return url;
}
