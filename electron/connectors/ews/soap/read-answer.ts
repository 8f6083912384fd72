import { AppError } from '../../../../shared/errors.ts';
import { type Fault, type ResponseMessage, readFault, readMessage } from './response-messages.ts';
import { type XmlElement, child, createTreeReader } from './xml-tree.ts';

/** A whole answer of the service. */
export type SoapAnswer =
  | { readonly type: 'messages'; readonly messages: readonly ResponseMessage[]; readonly version: Readonly<Record<string, string>> }
  | { readonly type: 'fault'; readonly fault: Fault };

const ITEMS: ReadonlySet<string> = new Set(['m:Items']);

/**
 * Reads the answer to an operation to its end. What is no whole answer to that operation ends in an error: cut off, not SOAP, of another
 * operation, without a message, or with one that says neither success nor failure.
 */
export async function readSoapAnswer(body: AsyncIterable<Uint8Array>, options: { readonly operation: string; readonly cutsItems: boolean; readonly maxBytes: number }): Promise<SoapAnswer> {
  const { operation, cutsItems, maxBytes } = options;
  const messages: ResponseMessage[] = [];
  const reader = createTreeReader({
    ...(cutsItems ? { cutInside: ITEMS } : {}),
    handOn: {
      inside: 'm:ResponseMessages',
      to: (element) => {
        const message = element.name === `m:${operation}ResponseMessage` ? readMessage(element) : undefined;
        if (message === undefined) throw new AppError('answer-malformed');
        messages.push(message);
      },
    },
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  try {
    for await (const piece of body) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new AppError('answer-too-large', { context: { limit: maxBytes } });
      reader.write(decoder.decode(piece, { stream: true }));
    }
    reader.write(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) throw new AppError('answer-malformed', { cause: error });
    throw error;
  }
  return judge(reader.end(), operation, messages);
}

function judge(root: XmlElement, operation: string, messages: readonly ResponseMessage[]): SoapAnswer {
  if (root.name !== 's:Envelope') throw new AppError('answer-not-exchange');
  const body = child(root, 's:Body');
  const fault = child(body, 's:Fault');
  if (fault !== undefined) return { type: 'fault', fault: readFault(fault) };
  if (child(body, `m:${operation}Response`) === undefined || messages.length === 0) throw new AppError('answer-malformed');
  return { type: 'messages', messages, version: child(child(root, 's:Header'), 't:ServerVersionInfo')?.attributes ?? {} };
}
