import type { HttpReply } from '../http/messages.ts';

type Json = Record<string, unknown>;

/** Half of the rows of a page, as if there were no more. */
export function cutPage(reply: HttpReply): HttpReply {
  return changed(
    reply,
    (text) => {
      const whole = /(<(?:t:Items|m:Changes)>)(.*)(<\/(?:t:Items|m:Changes)>)/s.exec(text);
      const rows = rowsIn(whole?.[2] ?? '');
      const kept = rows.slice(0, Math.floor(rows.length / 2)).join('');
      const cut = whole === null ? text : text.replace(whole[0], () => `${whole[1] ?? ''}${kept}${whole[3] ?? ''}`);
      return cut.replace('IncludesLastItemInRange="false"', 'IncludesLastItemInRange="true"').replace('<m:IncludesLastItemInRange>false', '<m:IncludesLastItemInRange>true');
    },
    (body) => (Array.isArray(body['responses']) ? { ...body, responses: (body['responses'] as Json[]).map((one) => ({ ...one, body: halfOf(one['body']) })) } : (halfOf(body) as Json)),
  );
}

function halfOf(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('value' in body) || !Array.isArray(body.value)) return body;
  const { '@odata.nextLink': link, ...others } = body as Json;
  // A delta query never ends without a link: there rows alone are lost.
  const rest = typeof link === 'string' && link.includes('$skiptoken=') ? body : others;
  return { ...rest, value: body.value.slice(0, Math.floor(body.value.length / 2)) as unknown[] };
}

/** The rows of a page, or the messages of an answer, the other way round. */
export function reverseOrder(reply: HttpReply): HttpReply {
  return changed(
    reply,
    (text) => {
      const whole = /(<(?:m:ResponseMessages|t:Items|m:Changes)>)(.*)(<\/(?:m:ResponseMessages|t:Items|m:Changes)>)/s.exec(text);
      const messages = whole?.[2]?.match(/<m:(\w+)ResponseMessage .*?<\/m:\1ResponseMessage>/gs) ?? [];
      if (whole === null || messages.length < 2) return text;
      return text.replace(whole[0], () => `${whole[1] ?? ''}${messages.toReversed().join('')}${whole[3] ?? ''}`);
    },
    (body) => ({ ...body, ...(Array.isArray(body['value']) && { value: (body['value'] as unknown[]).toReversed() }), ...(Array.isArray(body['responses']) && { responses: (body['responses'] as unknown[]).toReversed() }) }),
  );
}

/** Streams that end in the middle, with the words that real servers leave there. */
export function truncateExports(reply: HttpReply): HttpReply {
  const cut = (data: string) => Buffer.concat([Buffer.from(data, 'base64').subarray(0, 200), Buffer.from('=== Truncated Data ===')]).toString('base64');
  return changed(
    reply,
    (text) => text.replace(/(<m:Data>)([^<]+)/g, (_whole, open: string, data: string) => open + cut(data)),
    (body) => (Array.isArray(body['value']) ? { ...body, value: (body['value'] as Json[]).map((one) => (typeof one['data'] === 'string' ? { ...one, data: cut(one['data']) } : one)) } : body),
  );
}

/** A link to the next page that leads to the first page again, for ever. */
export function repeatLink(reply: HttpReply): HttpReply {
  return changed(reply, (text) => text, (body) => {
    const link = body['@odata.nextLink'];
    return typeof link === 'string' ? { ...body, '@odata.nextLink': link.replace(/([?&])\$skip=\d+/, '$1$skip=0') } : body;
  });
}

/** Every second part of a batch is told to come again later; nothing else is. */
export function throttleParts(reply: HttpReply, retryAfterSeconds: number): HttpReply {
  const refusal = (one: Json): Json => ({
    id: one['id'], status: 429, headers: { 'Retry-After': String(retryAfterSeconds) }, body: { error: { code: 'ApplicationThrottled', message: 'Application is over its MailboxConcurrency limit.' } },
  });
  return changed(reply, (text) => text, (body) => (Array.isArray(body['responses']) ? { ...body, responses: (body['responses'] as Json[]).map((one, at) => (at % 2 === 1 ? refusal(one) : one)) } : body));
}

function changed(reply: HttpReply, xml: (text: string) => string, json: (body: Json) => Json): HttpReply {
  if (reply.body === undefined) return reply;
  const text = reply.body.toString();
  const isJson = String(reply.headers?.['content-type'] ?? '').includes('json');
  return { ...reply, body: isJson ? JSON.stringify(json(JSON.parse(text) as Json)) : xml(text) };
}

function rowsIn(xml: string): readonly string[] {
  return xml.match(/<t:(Create|Update|Delete|Contact|CalendarItem|Task|DistributionList|Message)>.*?<\/t:\1>/gs) ?? [];
}
