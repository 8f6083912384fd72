import { ElectronLiteError, notOffered } from './not-offered.ts';
import { StrictEmitter } from './strict-emitter.ts';

/** One end of a channel: where its messages go, and how the other end hears that it has closed. */
interface End {
  other: End | undefined;
  take: (data: unknown) => void;
  closed: () => void;
}

/** Where a port that was handed to a page lives on. */
export interface RemotePort {
  post(data: unknown): void;
  close(): void;
}

/** `MessagePortMain`: holds what comes until it is started, and ends with its other end. */
export class MessagePortMain extends StrictEmitter {
  private end: End | undefined;
  private held: unknown[] | undefined = [];

  constructor(end: End) {
    super(['message', 'close']);
    this.end = end;
    end.take = (data) => (this.held === undefined ? void this.emit('message', { data, ports: [] }) : void this.held.push(data));
    end.closed = () => {
      this.end = undefined;
      this.emit('close');
    };
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw notOffered('ports that are sent over a MessagePortMain');
    post(this.end, structuredClone(message));
  }

  start(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const data of held) this.emit('message', { data, ports: [] });
  }

  close(): void {
    const end = this.end;
    this.end = undefined;
    closeEnd(end);
    if (end !== undefined) setImmediate(() => this.emit('close'));
  }

  /** Takes this end away, to be served by a page: `remote` gets what comes; the answer is told what the page sends. */
  handOver(remote: RemotePort): RemotePort {
    const end = this.end;
    if (end === undefined) throw new ElectronLiteError('a port that is closed or was handed over cannot be handed over');
    this.end = undefined;
    end.take = (data) => remote.post(data);
    end.closed = () => remote.close();
    for (const data of this.held ?? []) remote.post(data);
    this.held = [];
    return { post: (data) => post(end, data), close: () => closeEnd(end) };
  }
}

/** `MessageChannelMain`: two ports that hear each other. */
export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const [first, second] = [newEnd(), newEnd()];
    first.other = second;
    second.other = first;
    this.port1 = new MessagePortMain(first);
    this.port2 = new MessagePortMain(second);
  }
}

function newEnd(): End {
  return { other: undefined, take: () => {}, closed: () => {} };
}

/** Never in the same turn: neither end may rely on the other having heard. */
function post(end: End | undefined, data: unknown): void {
  const other = end?.other;
  if (other !== undefined) setImmediate(() => other.take(data));
}

function closeEnd(end: End | undefined): void {
  const other = end?.other;
  if (end === undefined || other === undefined) return;
  end.other = undefined;
  other.other = undefined;
  setImmediate(() => other.closed());
}
