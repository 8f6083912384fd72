import { type XmlElement, child, childText, childrenNamed } from './xml-tree.ts';

/** The answer to one thing that was asked for. */
export interface ResponseMessage {
  /** Success, or a warning: what was asked for is there, or done. */
  readonly isGood: boolean;
  /** `NoError`, or what went wrong. */
  readonly code: string;
  readonly element: XmlElement;
  /** How long to stay away, where the server says so. */
  readonly backOffMs?: number;
}

/** A SOAP fault: nothing of the request was done. */
export interface Fault {
  readonly code: string;
  readonly backOffMs?: number;
}

/** Reads a response message; one that lacks its class or code counts as none (undefined). */
export function readMessage(element: XmlElement): ResponseMessage | undefined {
  const responseClass = element.attributes['ResponseClass'];
  const code = childText(element, 'm:ResponseCode');
  if (responseClass === undefined || code === '') return undefined;
  const values = valuesIn(child(element, 'm:MessageXml'));
  // A warning is also how a server says that it stopped before it came to this one.
  const isGood = responseClass === 'Success' || (responseClass === 'Warning' && code !== 'ErrorBatchProcessingStopped');
  return { isGood, code: innerCode(code, values), element, ...backOff(values) };
}

/** Reads a fault; its code is '' where it names none of the service. */
export function readFault(fault: XmlElement): Fault {
  const detail = child(fault, 'detail') ?? child(fault, '{}detail');
  const named = (childText(fault, '{}faultcode') || childText(fault, 'faultcode')).replace(/^.*:/, '');
  const values = valuesIn(child(detail, 't:MessageXml'));
  const code = childText(detail, 'e:ResponseCode') || (named.startsWith('Error') ? named : '');
  return { code: innerCode(code, values), ...backOff(values) };
}

/** exdocs, ews-throttling: an overloaded mailbox server shows as the inner error of the web server. */
function innerCode(code: string, values: ReadonlyMap<string, string>): string {
  const inner = values.get('InnerErrorResponseCode') ?? '';
  if (code !== 'ErrorInternalServerError' && code !== 'ErrorInternalServerTransientError') return code;
  return inner.startsWith('Error') ? inner : code;
}

function backOff(values: ReadonlyMap<string, string>): { readonly backOffMs?: number } {
  const text = values.get('BackOffMilliseconds') ?? '';
  return /^\d{1,9}$/.test(text) ? { backOffMs: Number(text) } : {};
}

function valuesIn(messageXml: XmlElement | undefined): ReadonlyMap<string, string> {
  return new Map(childrenNamed(messageXml, 't:Value').map((value) => [value.attributes['Name'] ?? '', value.text.trim()]));
}
