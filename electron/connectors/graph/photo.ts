import { type JsonObject, textAt } from '../../core/graph/json.ts';
import { type GraphSession, segment, urlOf } from './session.ts';
import { sendWrite } from './write.ts';

/** Puts the picture that a contact had; answers whether there was one. */
export async function writePhoto(session: GraphSession, key: string, contact: JsonObject, signal: AbortSignal): Promise<boolean> {
  const bytes = Buffer.from(textAt(contact, '@synctrace.photo'), 'base64');
  if (bytes.length === 0) return false;
  const url = urlOf(session, `${session.mailbox}/contacts/${segment(key)}/photo/$value`);
  await sendWrite(session, { method: 'PUT', url, body: bytes, headers: { 'content-type': typeOf(bytes) }, permission: 'Contacts.ReadWrite' }, signal);
  return true;
}

function typeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  if (bytes[0] === 0x47 && bytes[1] === 0x49) return 'image/gif';
  return 'image/jpeg';
}
