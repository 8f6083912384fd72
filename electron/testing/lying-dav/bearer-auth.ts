import type { DavHandler } from '../../demo/dav-server/messages.ts';

/** Tokens as an authorization server gives them out. */
export interface BearerGate {
  /** Takes the place of the check of the password. */
  readonly authenticate: (next: DavHandler) => DavHandler;
  /** The token that is valid now. */
  token(): string;
  /** A new token; the one before is refused from now on. */
  renew(): string;
  /** How often a new token was asked for. */
  renewals(): number;
}

/** Bearer tokens (RFC 6750), each good for so many requests. */
export function createBearerGate(requestsPerToken = Infinity): BearerGate {
  let round = 1;
  let used = 0;
  const token = () => `test-token-${round}`;
  return {
    token,
    renew() {
      round += 1;
      used = 0;
      return token();
    },
    renewals: () => round - 1,
    authenticate: (next) => (request) => {
      if (request.path.startsWith('/.well-known/')) return next(request);
      const isGood = request.headers['authorization'] === `Bearer ${token()}` && used < requestsPerToken;
      if (!isGood) return { status: 401, headers: { 'www-authenticate': 'Bearer realm="SyncTrace tests", error="invalid_token"' } };
      used += 1;
      return next(request);
    },
  };
}
