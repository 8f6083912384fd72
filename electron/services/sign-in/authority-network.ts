import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { AppError } from '../../../shared/errors.ts';
import type { Clock } from '../../core/ports.ts';

/** One exchange with an authority: JSON in answer, whatever the status. */
export type AuthoritySend = (
  request: { readonly method: 'GET' | 'POST'; readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly body?: string },
  signal: AbortSignal,
) => Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly json: Readonly<Record<string, unknown>> }>;

/** The network of one sign-in, and what it was refused with. */
export interface AuthorityNetwork extends INetworkModule {
  /** What failed below the protocol. */
  failure(): unknown;
  /** Number of the last refusal (`AADSTS65001` is 65001); undefined where there was none, or it had no number. */
  refusal(): RefusalFacts | undefined;
}

export interface RefusalFacts {
  readonly error: string;
  readonly number?: number;
}

/** RFC 8628 §3.5: where nothing is said, five seconds; and five more whenever the authority asks to slow down. */
const SLOWER_SECONDS = 5;

/**
 * Carries the sign-in's requests. It also keeps the pauses between looks at a device code, which the library would keep with a timer that
 * nothing ends, and remembers the number of a refusal, of which the library tells only the kind.
 */
export function authorityNetwork(send: AuthoritySend, clock: Clock, signal: AbortSignal): AuthorityNetwork {
  let failure: unknown;
  let refusal: RefusalFacts | undefined;
  let pauseSeconds = SLOWER_SECONDS;

  async function exchange<T>(method: 'GET' | 'POST', url: string, options: NetworkRequestOptions = {}): Promise<NetworkResponse<T>> {
    try {
      const { headers = {}, body } = options;
      const answer = await send({ method, url: new URL(url), headers, ...(body === undefined ? {} : { body }) }, signal);
      return { status: answer.status, headers: { ...answer.headers }, body: (await settled(answer.json)) as T };
    } catch (error) {
      failure ??= error;
      throw error;
    }
  }

  async function settled(json: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    if (typeof json['device_code'] === 'string') {
      const asked = json['interval'];
      pauseSeconds = typeof asked === 'number' && asked >= 0 ? asked : SLOWER_SECONDS;
      return { ...json, interval: 0 };
    }
    const { error } = json;
    if (error === 'authorization_pending' || error === 'slow_down') {
      if (error === 'slow_down') pauseSeconds += SLOWER_SECONDS;
      await clock.sleep(pauseSeconds * 1000, signal);
      return { ...json, error: 'authorization_pending' };
    }
    if (typeof error === 'string') refusal = refusalFacts(error, json);
    return json;
  }

  return {
    sendGetRequestAsync: (url, options) => exchange('GET', url, options),
    sendPostRequestAsync: (url, options) => exchange('POST', url, options),
    failure: () => failure,
    refusal: () => refusal,
  };
}

/** The kind and the number of a refusal; its text names people and devices, and is not kept. */
export function refusalFacts(error: string, answer: Readonly<Record<string, unknown>>): RefusalFacts {
  const codes = answer['error_codes'];
  const description = answer['error_description'];
  const described = typeof description === 'string' ? /\bAADSTS(\d{4,8})\b/.exec(description)?.[1] : undefined;
  const number = Array.isArray(codes) && typeof codes[0] === 'number' ? codes[0] : described === undefined ? undefined : Number(described);
  return { error, ...(number === undefined ? {} : { number }) };
}

/** JSON of an authority; anything else comes from something that stands between. */
export function authorityJson(text: string, status: number): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new AppError('proxy-in-the-way', { context: { status }, cause: error });
  }
  throw new AppError('proxy-in-the-way', { context: { status } });
}
