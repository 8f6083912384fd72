import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may come in: the first browser that brings the one-time token gets a session, and nobody else ever does. */
export interface SessionGate {
  /** Stands in the address that is printed, in its fragment: browsers send no fragment to any server. */
  readonly token: string;
  /** The session for the token; null for a wrong one and for one that was used. */
  exchange(token: unknown): string | null;
  isSession(session: unknown): boolean;
}

/** A gate with a fresh token of 256 bits. */
export function createSessionGate(): SessionGate {
  const token = randomBytes(32).toString('base64url');
  let session: string | null = null;
  return {
    token,
    exchange(given) {
      if (session !== null || !isSame(given, token)) return null;
      session = randomBytes(32).toString('base64url');
      return session;
    },
    isSession: (given) => session !== null && isSame(given, session),
  };
}

/** Compares in constant time; digests have one length whatever was given. */
function isSame(given: unknown, expected: string): boolean {
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
