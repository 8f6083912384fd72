import type { HttpRequest } from '../http/messages.ts';

export const FAULT_KINDS = [
  'busy', 'busy-inside', 'status', 'forbidden', 'reset', 'lost-reply', 'stall', 'cut-off', 'cut-page', 'expired-state', 'wrong-order', 'truncated-export', 'repeated-link',
] as const;

/**
 * What goes wrong. `busy`: the way in which this service says that it is overloaded (SOAP fault, 429); `busy-inside`: within an answer of 200.
 * `forbidden`: EWS is switched off for the tenant. `reset`: before anything was done; `lost-reply`: after it was done; `stall`: never an answer.
 * `cut-off`: half of the bytes. `cut-page`: half of the rows, said to be all. `expired-state`: every sync state becomes invalid. `wrong-order`: rows
 * and messages come the other way round. `truncated-export`: a stream that ends in the middle. `repeated-link`: the next page is this one.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One thing that goes wrong, and when: of the requests that fit, after `skip` of them, `times` of them (for ever where it is left out). */
export interface FaultRule {
  readonly fault: FaultKind;
  /** An operation of EWS, or `METHOD /v1.0/…` as the beginning of a request to Graph; any request where it is left out. */
  readonly operation?: string;
  /** Place of the one request among all, from 0. */
  readonly index?: number;
  readonly skip?: number;
  readonly times?: number;
  /** For `status`. */
  readonly status?: number;
  /** How long to stay away. */
  readonly backOffMs?: number;
}

/** What a script asks for. */
export interface FaultScript {
  readonly rules: readonly FaultRule[];
  /** How far the server's clock is ahead. */
  readonly clockSkewMs: number;
}

export const NO_FAULTS: FaultScript = { rules: [], clockSkewMs: 0 };

/** Hands out the faults of a script, each rule as often as it says. */
export class FaultPicker {
  #script: FaultScript;
  readonly #seen = new Map<FaultRule, number>();
  readonly #applied: { readonly request: number; readonly fault: FaultKind }[] = [];

  constructor(script: FaultScript = NO_FAULTS) {
    this.#script = script;
  }

  get clockSkewMs(): number {
    return this.#script.clockSkewMs;
  }

  /** Goes on with another script, whose rules begin to count anew. */
  replace(script: FaultScript): void {
    this.#script = script;
    this.#seen.clear();
  }

  /** The fault that hits this request, or none. */
  pick(request: HttpRequest): FaultRule | undefined {
    const operation = operationOf(request);
    for (const rule of this.#script.rules) {
      if (rule.index !== undefined && rule.index !== request.index) continue;
      if (rule.operation !== undefined && rule.operation !== operation && !(rule.operation.includes(' ') && operation.startsWith(rule.operation))) continue;
      const seen = this.#seen.get(rule) ?? 0;
      this.#seen.set(rule, seen + 1);
      const from = rule.skip ?? 0;
      if (seen < from || seen >= from + (rule.times ?? Infinity)) continue;
      this.#applied.push({ request: request.index, fault: rule.fault });
      return rule;
    }
    return undefined;
  }

  /** What was done to which request so far. */
  applied(): readonly { readonly request: number; readonly fault: FaultKind }[] {
    return [...this.#applied];
  }
}

/** What a request asks for: an operation of EWS, or method and path. */
export function operationOf(request: HttpRequest): string {
  const soap = /<(?:[\w-]+:)?Body[^>]*>\s*<(?:[\w-]+:)?(\w+)/.exec(request.body.subarray(0, 4000).toString('utf8'))?.[1];
  return soap ?? `${request.method} ${request.path}`;
}
