import { EventEmitter } from 'node:events';
import { isReadOfAnything, notOffered } from './not-offered.ts';

type Listener = (...given: never[]) => void;

/** An event that a listener can prevent, as Electron's are. */
export interface PreventableEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

/** An event with what Electron adds to it. */
export function preventable<T extends object>(more: T): PreventableEvent & T {
  const event = {
    ...more,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return event;
}

/** An emitter that refuses events and members it does not have, so that nothing waits for what never comes. */
export class StrictEmitter extends EventEmitter {
  readonly events: ReadonlySet<string>;

  constructor(events: readonly string[]) {
    super();
    this.events = new Set(events);
  }

  override on(event: string, listener: Listener): this {
    this.know(event);
    return super.on(event, listener as (...given: unknown[]) => void);
  }

  override addListener(event: string, listener: Listener): this {
    return this.on(event, listener);
  }

  override prependListener(event: string, listener: Listener): this {
    this.know(event);
    return super.prependListener(event, listener as (...given: unknown[]) => void);
  }

  private know(event: string): void {
    if (!this.events.has(event)) throw notOffered(`the event '${event}' of ${this.constructor.name}`);
  }
}

// At the end of the chain of prototypes: it is asked only for what an object does not have.
const guard = new Proxy(EventEmitter.prototype, {
  get(target, key, receiver) {
    if (key in target || isReadOfAnything(key)) return Reflect.get(target, key, receiver) as unknown;
    throw notOffered(`${(receiver as object).constructor.name}.${String(key)}`);
  },
});
Object.setPrototypeOf(StrictEmitter.prototype, guard);
