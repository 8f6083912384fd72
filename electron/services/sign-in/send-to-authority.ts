import { AppError } from '../../../shared/errors.ts';
import { DEFAULT_LIMITS } from '../../connectors/http/limits.ts';
import { createTransport } from '../../connectors/http/transport.ts';
import type { Clock } from '../../core/ports.ts';
import { authorityJson, type AuthoritySend } from './authority-network.ts';

const LIMITS = { ...DEFAULT_LIMITS, maxAnswerBytes: 4 * 1024 * 1024, wholeAnswerMs: 60_000 };

/** Speaks with an authority over a transport of its own for each exchange: a sign-in has few, and none must keep the program alive. */
export function sendToAuthority(clock: Clock): AuthoritySend {
  return async (request, signal) => {
    if (request.url.protocol !== 'https:') throw new AppError('plain-http-refused');
    const transport = createTransport({ limits: LIMITS, clock });
    try {
      const answer = await transport.exchange({ ...request, headers: { 'user-agent': 'SyncTrace', ...request.headers }, answerMs: LIMITS.answerMs }, signal);
      if (answer.status === 407) throw new AppError('proxy-in-the-way', { context: { status: 407 } });
      const pieces: Uint8Array[] = [];
      for await (const piece of answer.body()) pieces.push(piece);
      return { status: answer.status, headers: answer.headers, json: authorityJson(Buffer.concat(pieces).toString('utf8'), answer.status) };
    } finally {
      transport.close();
    }
  };
}
