import { readBook, writeAs, type BookAccess, type CardOnServer } from './plain-carddav.ts';
import { copyAsSecondDevice, exportUnderName, uidOfCard, valueOfCard } from './second-device.ts';
import { createRandom } from './seeded-random.ts';

export interface IncidentOptions extends BookAccess {
  readonly seed: number;
  /** When the device says that it wrote. */
  readonly atMs: number;
  /** Contacts that come back as a second, poorer copy. */
  readonly doubled: number;
  /** Contacts that vanish. */
  readonly deleted: number;
  /** Contacts whose display name becomes their company's; at most as many as have a company. */
  readonly overwritten: number;
}

/** What a sync incident really did. */
export interface IncidentTruth {
  readonly doubled: readonly { readonly href: string; readonly uid: string; readonly copyHref: string; readonly copyUid: string }[];
  readonly deleted: readonly { readonly href: string; readonly uid: string }[];
  readonly overwritten: readonly { readonly href: string; readonly uid: string; readonly before: string; readonly after: string }[];
}

/**
 * Outlook on a second device saves contacts as well, and badly: it uploads copies under new UIDs without what it does not know, lets others
 * vanish, and writes the company over the display name. Every write goes over HTTP, guarded, to any CardDAV server; no contact is
 * hit twice. The same seed and the same book give the same incident.
 */
export async function causeIncident(options: IncidentOptions): Promise<IncidentTruth> {
  const random = createRandom(options.seed);
  const cards = (await readBook(options)).toSorted((a, b) => (a.href < b.href ? -1 : 1));
  // Sorted by UID first: a server may name its items as it likes.
  const order = random.shuffle(cards.toSorted((a, b) => (uidOfCard(a.text) < uidOfCard(b.text) ? -1 : 1)));
  const toOverwrite = order.filter((card) => companyOf(card) !== '').slice(0, options.overwritten);
  const others = order.filter((card) => !toOverwrite.includes(card));
  const toDouble = others.slice(0, options.doubled);
  const toDelete = others.slice(options.doubled, options.doubled + options.deleted);

  const doubled = [];
  for (const card of toDouble) {
    const copyUid = random.uuid();
    const copyHref = await writeAs(options, { method: 'PUT', href: hrefBeside(card, copyUid), body: copyAsSecondDevice(card.text, copyUid, options.atMs), guard: { 'if-none-match': '*' } });
    doubled.push({ href: card.href, uid: uidOfCard(card.text), copyHref, copyUid });
  }
  const deleted = [];
  for (const card of toDelete) {
    await writeAs(options, { method: 'DELETE', href: card.href, guard: { 'if-match': card.etag } });
    deleted.push({ href: card.href, uid: uidOfCard(card.text) });
  }
  const overwritten = [];
  for (const card of toOverwrite) {
    const after = companyOf(card);
    await writeAs(options, { method: 'PUT', href: card.href, body: exportUnderName(card.text, after, options.atMs), guard: { 'if-match': card.etag } });
    overwritten.push({ href: card.href, uid: uidOfCard(card.text), before: valueOfCard(card.text, 'FN') ?? '', after });
  }
  return { doubled, deleted, overwritten };
}

function companyOf(card: CardOnServer): string {
  return valueOfCard(card.text, 'ORG') ?? '';
}

function hrefBeside(card: CardOnServer, uid: string): string {
  return card.href.replace(/[^/]+$/, `${uid}.vcf`);
}
