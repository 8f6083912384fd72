import type { DavCollection } from '../../../demo/dav-server/dav-tree.ts';
import { decodePath } from '../../../demo/dav-server/hrefs.ts';
import type { DavHandler, DavReply, DavRequest } from '../../../demo/dav-server/messages.ts';
import { addressOf } from '../../../demo/dav-server/properties.ts';
import type { Site } from '../../../demo/dav-server/resources.ts';
import { joinLines, splitLines } from '../card-lines.ts';
import { withBody } from '../read-report.ts';
import { readInvitation, type Invitation } from './invitation.ts';
import type { Notification, SchedulingContext, SchedulingOutcome, SchedulingProduct } from './scheduling-product.ts';

/** Everyone who was told something, in order. */
export class MailLog {
  readonly #sent: Notification[] = [];

  add(notification: Notification): void {
    this.#sent.push(notification);
  }

  sent(): readonly Notification[] {
    return [...this.#sent];
  }
}

export interface SchedulingOptions {
  readonly product: SchedulingProduct;
  readonly localUsers: readonly string[];
  /** Now, as a basic-format UTC text such as `20260301T120000Z`. */
  readonly now: string;
}

/** A server that tells people about what is written, by the rules of a product, and keeps a log of it. */
export function withScheduling(next: DavHandler, site: Site, mail: MailLog, options: SchedulingOptions): DavHandler {
  const account = addressOf(site).replace('mailto:', '');
  const cancelledUids = new Set<string>();
  return async (request) => {
    const target = findCalendar(request, site);
    if (target === null) return next(request);
    const scheduleReply = request.headers['schedule-reply']?.trim().toUpperCase() !== 'F';
    const context: SchedulingContext = { localUsers: options.localUsers, now: options.now, cancelledUids: new Set(cancelledUids), scheduleReply };
    const before = target.name === null ? null : invitationAt(target.collection, target.name, account);
    if (request.method === 'PUT' && target.name !== null) {
      const after = readInvitation(request.body.toString('utf8'), account);
      return after === null ? next(request) : put(request, after, options.product.onPut(before, after, context));
    }
    if (request.method !== 'DELETE') return next(request);
    if (before !== null) {
      const reply = announce(await next(request), request, before.uid, options.product.onDelete(before, context));
      if (before.role === 'organizer' && isDone(reply)) cancelledUids.add(before.uid);
      return reply;
    }
    return target.name === null ? deleteCalendar(request, target.collection, context) : next(request);
  };

  async function put(request: DavRequest, after: Invitation, outcome: SchedulingOutcome): Promise<DavReply> {
    if (outcome.refuses !== undefined) return { status: outcome.refuses };
    const isMarked = Object.keys(outcome.marks ?? {}).length > 0;
    const reply = await next(isMarked ? withBody(request, mark(request.body.toString('utf8'), outcome.marks ?? {})) : request);
    const announced = announce(reply, request, after.uid, outcome);
    // RFC 6638 §3.2.10: an object that the server changed has no ETag to give yet.
    return isMarked ? { ...announced, headers: Object.fromEntries(Object.entries(announced.headers ?? {}).filter(([name]) => name !== 'etag')) } : announced;
  }

  async function deleteCalendar(request: DavRequest, collection: DavCollection, context: SchedulingContext): Promise<DavReply> {
    const held = [...collection.items.keys()].map((name) => invitationAt(collection, name, account)).filter((one) => one !== null);
    const reply = await next(request);
    for (const one of held) announce(reply, request, one.uid, options.product.onCalendarDelete(one, context));
    return reply;
  }

  function announce(reply: DavReply, request: DavRequest, uid: string, outcome: SchedulingOutcome): DavReply {
    if (isDone(reply)) for (const { method, to } of outcome.notifies) mail.add({ request: request.index, method, to, uid });
    return reply;
  }
}

function isDone(reply: DavReply): boolean {
  return reply.status >= 200 && reply.status < 300 && reply.status !== 207;
}

function findCalendar(request: DavRequest, site: Site): { readonly collection: DavCollection; readonly name: string | null } | null {
  const segments = decodePath(request.path) ?? [];
  const whole = site.tree.collection(segments);
  const collection = whole ?? site.tree.collection(segments.slice(0, -1));
  return collection?.kind === 'calendar' ? { collection, name: whole === undefined ? (segments.at(-1) ?? null) : null } : null;
}

function invitationAt(collection: DavCollection, name: string, account: string): Invitation | null {
  const item = collection.items.get(name);
  return item === undefined ? null : readInvitation(item.body.toString('utf8'), account);
}

function mark(text: string, marks: Readonly<Record<string, string>>): string {
  const lines = splitLines(text).map((line) => {
    const status = line.name === 'ATTENDEE' ? marks[line.value.replace(/^mailto:/i, '').toLowerCase()] : undefined;
    if (status === undefined) return line;
    const others = line.parameters.split(';').filter((part) => part !== '' && !part.startsWith('SCHEDULE-STATUS='));
    return { ...line, parameters: [...others, `SCHEDULE-STATUS=${status}`].join(';') };
  });
  return joinLines(lines);
}
