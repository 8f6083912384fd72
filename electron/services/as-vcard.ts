import { contactCard } from '../core/contact-card.ts';
import { writeVCard } from '../core/vcard/write.ts';
import type { Body, Version } from '../store/types.ts';

/** A contact that was not captured as a vCard, as a vCard 3.0 (RFC 2426); its UID is its key where it has none. */
export function asVCard(version: Version, body: Body): string {
  return writeVCard({ uid: version.uid ?? version.key, ...contactCard(body.format, body.raw) });
}
