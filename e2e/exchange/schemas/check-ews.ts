import type { Notes } from './check-traffic.ts';
import type { XmlCheck } from './ews-schema.ts';
import type { Exchanged } from './read-traffic.ts';

/** What the practice server says of requests that are none. */
const REFUSED = /:Error(?:SchemaValidation|InvalidRequest|InvalidServerVersion)<|<m:ResponseCode>Error(?:SchemaValidation|InvalidRequest)</;
/** How much of a bad message is shown. */
const SHOWN = 300;

/** Holds a request to EWS and what was answered against the schema. */
export function checkEws({ request, replies, status, replyType, isOurs, isForeign, method }: Exchanged, check: XmlCheck, notes: Notes): void {
  const xml = request.toString('utf8');
  const operation = operationIn(xml);
  const answers = replies.filter(({ length }) => length > 0).map((reply) => reply.toString('utf8'));
  const isRefused = answers.some((answer) => REFUSED.test(answer));
  // A test that sends on purpose what is no request is right where the server refused it; our own connectors never are.
  const isAsked = method === 'POST' && xml !== '' && status !== 401 && !isForeign && (isOurs || !isRefused);
  if (isAsked) notes.request(operation, isOurs, told(check(xml), xml));
  if (isOurs && isRefused) notes.request(operation, isOurs, told('the server refused it as no request', xml));
  for (const answer of answers) {
    if (/xml/.test(replyType)) notes.answer(operation, told(check(answer), answer));
    else if (status !== 401) notes.answer(operation, `no XML with status ${status}: ${answer.slice(0, SHOWN)}`);
  }
}

function operationIn(xml: string): string {
  return /<(?:[\w-]+:)?Body[^>]*>\s*<(?:[\w-]+:)?(\w+)/.exec(xml)?.[1] ?? 'no operation';
}

function told(problem: string, xml: string): string {
  return problem === '' ? '' : `${problem.trim()} in ${/<(?:[\w-]+:)?Body[\s\S]*/.exec(xml)?.[0].slice(0, SHOWN) ?? xml.slice(0, SHOWN)}`;
}
