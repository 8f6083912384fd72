import { FAULT_KINDS, FaultPicker, type FaultRule, type FaultScript } from '../../../electron/demo/exchange-server/faults/fault-rules.ts';
import type { HttpRequest } from '../../../electron/demo/exchange-server/http/messages.ts';
import type { SeededRandom } from '../../../electron/demo/seeded-random.ts';

/** Never answering is left out: each one would take as long as a timeout. */
const KINDS = FAULT_KINDS.filter((kind) => kind !== 'stall');
const BACK_OFF_MS = [0, 1000, 30_000, 400_000];
const STATUSES = [429, 500, 502, 503, 504];
const SKEWS_MS = [0, 0, 180_000, -180_000, 7_200_000, -7_200_000];

/** Up to seven faults at chance requests, and now and then one that goes on for a while. */
export function randomFaults(random: SeededRandom, requests: number): FaultScript {
  const rules = Array.from({ length: random.integer(1, 7) }, (): FaultRule => ({ fault: random.pick(KINDS), skip: random.integer(0, requests), times: random.chance(0.15) ? random.integer(2, 12) : 1, ...detailsOf(random) }));
  return { rules, clockSkewMs: random.pick(SKEWS_MS) };
}

function detailsOf(random: SeededRandom): Pick<FaultRule, 'status' | 'backOffMs'> {
  return { status: random.pick(STATUSES), backOffMs: random.pick(BACK_OFF_MS) };
}

/** Faults of a script, and the end of the program that asks: from one request on nothing of it reaches the server, or is answered. */
export class DeadlyFaults extends FaultPicker {
  readonly #dieAt: number;
  readonly #isDone: boolean;
  readonly #atDeath: () => void;
  #requests = 0;
  #isDead = false;
  #hasStruck = false;
  #isOver = false;

  /** `isDone`: what was asked for last is still done. */
  constructor(script: FaultScript, death: { readonly at: number; readonly isDone: boolean; readonly then: () => void }) {
    super(script);
    this.#dieAt = death.at;
    this.#isDone = death.isDone;
    this.#atDeath = death.then;
  }

  /** Whether the program's end has come. */
  get hasStruck(): boolean {
    return this.#hasStruck;
  }

  /** Nothing goes wrong any more, for whoever asks from now on. */
  end(): void {
    this.#isDead = false;
    this.#isOver = true;
  }

  override pick(request: HttpRequest): FaultRule | undefined {
    if (this.#isOver) return undefined;
    if (this.#isDead) return { fault: 'reset' };
    const number = this.#requests;
    this.#requests += 1;
    if (number !== this.#dieAt) return super.pick(request);
    this.#isDead = true;
    this.#hasStruck = true;
    this.#atDeath();
    return { fault: this.#isDone ? 'lost-reply' : 'reset' };
  }
}
