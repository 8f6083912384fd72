import { AppError } from '../../../../shared/errors.ts';
import type { Secret } from '../../../core/ports.ts';
import { parseChallenges } from './challenges.ts';
import { type DigestChallenge, answerDigest, chooseDigest } from './digest.ts';

/** What was sent with a request to sign in; `nothing` for the first one, which only asks what the server wants. */
export interface Credentials {
  readonly kind: 'nothing' | 'basic' | 'digest' | 'bearer';
  /** Tells one token or nonce from the next. */
  readonly mark: string;
  readonly header?: string;
}

export interface Authorizer {
  /** The credentials for one request. */
  credentialsFor(method: string, target: string): Promise<Credentials>;
  /**
   * Takes a 401. True: it is worth sending the request again, with what `credentialsFor` now gives. Throws `auth-failed` where the server
   * refused what it had asked for, `auth-unsupported` where it asks for something that is not known here.
   */
  refused(sent: Credentials, challengeLines: readonly string[]): Promise<boolean>;
  /**
   * A DAV answer came. True: it was one for guests, who may be shown less; it is worth sending the request again, now with credentials.
   * Where some were sent they are right, so that a later 401 means an old nonce or token.
   */
  welcomed(sent: Credentials): boolean;
}

type Scheme = { readonly kind: 'unknown' } | { readonly kind: 'basic' } | { readonly kind: 'bearer' } | DigestScheme;
interface DigestScheme {
  readonly kind: 'digest';
  readonly challenge: DigestChallenge;
  uses: number;
}

/** Signs in by Basic (as UTF-8, RFC 7617), Digest (RFC 7616) or a bearer token (RFC 6750), as the server asks for it. */
export function createAuthorizer(user: string, loadSecret: () => Promise<Secret>): Authorizer {
  let scheme: Scheme = { kind: 'unknown' };
  let secret: Promise<Secret> | undefined;
  let renewal: Promise<void> | undefined;
  let wasRenewed = false;
  let isProven = false;

  const held = () => (secret ??= loadSecret());

  /** One fresh token at a time, whoever asks; only a call that used the current one starts it. */
  const renew = async (current: Secret & { type: 'bearer' }, refresh: () => Promise<string>) => {
    renewal ??= refresh().then((token) => {
      secret = Promise.resolve({ ...current, token });
      wasRenewed = true;
    });
    try {
      await renewal;
    } finally {
      renewal = undefined;
    }
  };

  return {
    async credentialsFor(method, target) {
      const current = await held();
      if (current.type === 'bearer') return { kind: 'bearer', mark: current.token, header: `Bearer ${current.token}` };
      if (scheme.kind === 'digest') {
        scheme.uses += 1;
        const header = answerDigest(scheme.challenge, { method, target, user, password: current.password, count: scheme.uses });
        return { kind: 'digest', mark: scheme.challenge.nonce, header };
      }
      if (scheme.kind === 'basic') return { kind: 'basic', mark: '', header: `Basic ${Buffer.from(`${user}:${current.password}`, 'utf8').toString('base64')}` };
      return { kind: 'nothing', mark: '' };
    },

    async refused(sent, challengeLines) {
      const current = await held();
      if (current.type === 'bearer') {
        if (sent.mark !== current.token) return true;
        if (current.refresh === undefined || wasRenewed) throw failed();
        await renew(current, current.refresh);
        return true;
      }
      const challenges = parseChallenges(challengeLines);
      const digest = chooseDigest(challenges);
      if (sent.kind === 'digest' && !digest?.isStale && !isProven) throw failed();
      if (sent.kind === 'basic' && digest === undefined) throw failed();
      const asksBasic = challenges.some((challenge) => challenge.scheme === 'basic');
      if (digest !== undefined) scheme = { kind: 'digest', challenge: digest, uses: 0 };
      else if (asksBasic || challenges.length === 0) scheme = { kind: 'basic' };
      else throw new AppError('auth-unsupported');
      return true;
    },

    welcomed(sent) {
      if (sent.kind === 'bearer') wasRenewed = false;
      if (sent.kind === 'digest') isProven = true;
      if (sent.kind !== 'nothing' || user === '') return false;
      if (scheme.kind === 'unknown') scheme = { kind: 'basic' };
      return true;
    },
  };
}

function failed(): AppError {
  return new AppError('auth-failed', { context: { status: 401 } });
}
