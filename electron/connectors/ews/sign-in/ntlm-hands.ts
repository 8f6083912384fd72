import { randomBytes } from 'node:crypto';
import { AppError } from '../../../../shared/errors.ts';
import type { Clock } from '../../../core/ports.ts';
import type { Transport, WireAnswer, WireRequest } from '../../http/transport.ts';
import { tokenIn } from './challenges.ts';
import { channelBindingOf } from './channel-binding.ts';
import { drain } from './drain.ts';
import { authenticateMessage, ntlmIdentity, openingMessage, readChallenge } from './ntlm-client.ts';

export interface Hands {
  /** One request on the connection that was signed in; shakes hands first where there is none. A 401 is what the server refused. */
  exchange(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>;
  /** Whether the password was taken before. */
  wasWelcomed(): boolean;
}

export interface HandsOptions {
  /** Of one connection. */
  readonly transport: Transport;
  readonly scheme: 'NTLM' | 'Negotiate';
  readonly user: string;
  readonly password: string;
  readonly clock: Clock;
}

/** A connection may close between two messages; then the handshake begins anew. */
const MOST_HANDSHAKES = 3;

/** NTLM over HTTP (MS-NTHT): one connection, one handshake as long as that lives. */
export function createNtlmHands(options: HandsOptions): Hands {
  const { transport, scheme, clock } = options;
  const identity = ntlmIdentity(options.user, options.password);
  let signedIn: number | undefined;
  let wasWelcomed = false;

  const withToken = (request: WireRequest, token: Buffer): WireRequest => ({ ...request, headers: { ...request.headers, authorization: `${scheme} ${token.toString('base64')}` } });

  /** The answer to the request, or undefined where the connection was lost in between. */
  const shakeHands = async (request: WireRequest, signal: AbortSignal): Promise<WireAnswer | undefined> => {
    const opening = openingMessage();
    const first = await transport.exchange(withToken({ ...request, body: '' }, opening), signal);
    if (first.status !== 401) return first;
    await drain(first);
    const challenge = readChallenge(tokenIn(first.challenges, scheme) ?? Buffer.alloc(0));
    if (challenge === undefined) throw new AppError('auth-unsupported');
    const certificate = first.connection.certificate();
    const proof = {
      target: `HTTP/${request.url.hostname}`,
      binding: certificate === undefined ? undefined : channelBindingOf(certificate),
      clientChallenge: randomBytes(8),
      nowMs: clock.nowMs(),
    };
    const answer = await transport.exchange(withToken(request, authenticateMessage(identity, opening, challenge, proof)), signal);
    if (answer.connection.number !== first.connection.number && answer.status === 401) {
      await drain(answer);
      return undefined;
    }
    if (answer.status !== 401) {
      signedIn = answer.connection.number;
      wasWelcomed = true;
    } else await drain(answer);
    return answer;
  };

  return {
    async exchange(request, signal) {
      if (signedIn !== undefined) {
        const answer = await transport.exchange(request, signal);
        if (answer.status !== 401) return answer;
        await drain(answer);
        signedIn = undefined;
      }
      for (let tries = 0; tries < MOST_HANDSHAKES; tries += 1) {
        const answer = await shakeHands(request, signal);
        if (answer !== undefined) return answer;
      }
      throw new AppError('server-unreachable', { retry: 'later' });
    },
    wasWelcomed: () => wasWelcomed,
  };
}
