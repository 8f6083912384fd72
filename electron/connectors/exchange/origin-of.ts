import { createHash } from 'node:crypto';

/** The value by which both protocols know what a restore made of the record with this UID: of one length, whatever the UID is. */
export function originOf(uid: string): string {
  return `synctrace-uid-${createHash('sha256').update(uid).digest('hex').slice(0, 32)}`;
}
