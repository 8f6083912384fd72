import { randomBytes } from 'node:crypto';

const LIFE_MS = 30 * 60_000;

/** Addresses to which streams of items may be posted for a while without signing in. */
export class ImportSessions {
  readonly #expiresAt = new Map<string, number>();

  /** A new one: the secret in its address, and when it ends. */
  open(nowMs: number): { readonly secret: string; readonly expiresAtMs: number } {
    const secret = randomBytes(24).toString('base64url');
    this.#expiresAt.set(secret, nowMs + LIFE_MS);
    return { secret, expiresAtMs: nowMs + LIFE_MS };
  }

  isOpen(secret: string, nowMs: number): boolean {
    return (this.#expiresAt.get(secret) ?? 0) > nowMs;
  }
}
