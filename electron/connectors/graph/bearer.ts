import { AppError } from '../../../shared/errors.ts';
import type { Secret } from '../../core/ports.ts';

/** The token that requests are signed with, and a fresh one where it has grown old. */
export interface Bearer {
  token(): Promise<string>;
  /** Takes a 401 for this token. True: there is another one by now, with which it is worth sending the request again. */
  refused(token: string): Promise<boolean>;
}

/** Signs in by bearer token alone (RFC 6750); throws `auth-unsupported` for a password, which Graph takes from nobody. */
export function createBearer(loadSecret: () => Promise<Secret>): Bearer {
  let held: Promise<string> | undefined;
  let renewal: Promise<string> | undefined;
  let refresh: (() => Promise<string>) | undefined;

  const load = async (): Promise<string> => {
    const secret = await loadSecret();
    if (secret.type !== 'bearer') throw new AppError('auth-unsupported');
    refresh = secret.refresh;
    return secret.token;
  };

  return {
    token: () => (held ??= load()),
    async refused(token) {
      if ((await held) !== token) return true;
      if (refresh === undefined) return false;
      // One fresh token at a time, whoever asks.
      renewal ??= refresh().finally(() => {
        renewal = undefined;
      });
      const fresh = await renewal;
      held = Promise.resolve(fresh);
      return fresh !== token;
    },
  };
}
