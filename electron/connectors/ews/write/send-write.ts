import { AppError } from '../../../../shared/errors.ts';
import { fromResponseCode } from '../errors.ts';
import type { EwsSession } from '../ews-session.ts';
import type { ResponseMessage } from '../soap/response-messages.ts';
import { type XmlElement, child } from '../soap/xml-tree.ts';

/** Sends a write of one thing, once. Throws what the server refused. */
export async function sendWrite(session: EwsSession, operation: string, body: string, signal: AbortSignal): Promise<ResponseMessage> {
  const { messages, requestId } = await session.http.call({ operation, body, isWrite: true }, signal);
  const [message] = messages;
  // An answer that speaks of something else than what was sent leaves open what was done.
  if (message === undefined || messages.length !== 1) throw new AppError('server-unreachable', { retry: 'later', context: { operation, requestId } });
  if (!message.isGood) throw fromResponseCode(message.code, { isWrite: true, context: { operation, requestId } });
  return message;
}

/** Id and change key of the item in the answer to a write. */
export function writtenItem(message: ResponseMessage): { readonly key: string; readonly version: string } {
  return readItemId(child(child(message.element, 'm:Items')?.children[0], 't:ItemId'));
}

/** Id and change key from an element that has them. */
export function readItemId(id: XmlElement | undefined): { readonly key: string; readonly version: string } {
  const { Id: key = '', ChangeKey: version = '' } = id?.attributes ?? {};
  if (key === '') throw new AppError('server-unreachable', { retry: 'later' });
  return { key, version };
}
