import type { DavRequest } from '../../demo/dav-server/messages.ts';
import { createRandom } from '../../demo/seeded-random.ts';
import type { Fault, FaultRule, FaultSchedule, RequestMatch } from './faults.ts';

/** Faults after which asking again later may succeed. */
export const PASSING_FAULTS: readonly Fault[] = [
  { kind: 'status', status: 429, retryAfter: '1' },
  { kind: 'status', status: 503, retryAfter: '1' },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'reset' },
  { kind: 'half-close' },
  { kind: 'lost-reply' },
  { kind: 'empty-reply' },
  { kind: 'cut-off', framing: 'content-length', share: 0.5 },
  { kind: 'cut-off', framing: 'reset', share: 0.5 },
];

/** Faults that look like an answer. */
export const LYING_FAULTS: readonly Fault[] = [
  { kind: 'login-page' },
  { kind: 'empty-multistatus' },
  { kind: 'lost-index' },
  { kind: 'cut-off', framing: 'chunked', share: 0.4 },
  { kind: 'cut-off', framing: 'exact-length', share: 0.7 },
  { kind: 'cut-off', framing: 'close', share: 0.9 },
];

export interface RandomFaults {
  /** Requests in which faults may lie, from the first. */
  readonly requests: number;
  /** Chance of a fault in each. */
  readonly rate: number;
  /** What may happen; left out: what passes and what lies. */
  readonly faults?: readonly Fault[];
  readonly when?: RequestMatch;
}

/** A schedule that comes out the same for the same seed. */
export function randomFaultSchedule(seed: number, options: RandomFaults): FaultSchedule {
  const random = createRandom(seed);
  const faults = options.faults ?? [...PASSING_FAULTS, ...LYING_FAULTS];
  const schedule: FaultRule[] = [];
  for (let index = 0; index < options.requests; index += 1) {
    if (random.chance(options.rate)) schedule.push({ fault: random.pick(faults), when: { ...options.when, index } });
  }
  return schedule;
}

/** Hands out the faults of a schedule, each rule as often as it says. */
export class FaultPicker {
  readonly #schedule: FaultSchedule;
  readonly #seen = new Map<FaultRule, number>();
  readonly #applied: { readonly request: number; readonly fault: Fault }[] = [];

  constructor(schedule: FaultSchedule) {
    this.#schedule = schedule;
  }

  /** The fault that hits this request, or none. */
  pick(request: DavRequest): Fault | undefined {
    for (const rule of this.#schedule) {
      if (!fits(request, rule.when ?? {})) continue;
      const seen = this.#seen.get(rule) ?? 0;
      this.#seen.set(rule, seen + 1);
      const from = rule.skip ?? 0;
      if (seen < from || seen >= from + (rule.times ?? Infinity)) continue;
      this.#applied.push({ request: request.index, fault: rule.fault });
      return rule.fault;
    }
    return undefined;
  }

  /** What was done to which request so far. */
  applied(): readonly { readonly request: number; readonly fault: Fault }[] {
    return [...this.#applied];
  }
}

function fits(request: DavRequest, match: RequestMatch): boolean {
  if (match.index !== undefined && request.index !== match.index) return false;
  if (match.method !== undefined && ![match.method].flat().includes(request.method)) return false;
  if (typeof match.path === 'string' && !request.path.includes(match.path)) return false;
  if (match.path instanceof RegExp && request.path.search(match.path) < 0) return false;
  return match.report === undefined || rootOf(request) === match.report;
}

function rootOf(request: DavRequest): string | undefined {
  return /<(?:[\w-]+:)?([\w-]+)[\s/>]/.exec(request.body.subarray(0, 400).toString('utf8').replace(/<\?.*?\?>/s, ''))?.[1];
}
