import { EventEmitter } from 'node:events';

/** Fields of the debugging protocol as they come: each reader knows which it needs. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Fields = Readonly<Record<string, any>>;

/** Chromium's debugging protocol over one socket. */
export interface CdpConnection {
  readonly browser: CdpSession;
  session(id: string): CdpSession;
  readonly closed: Promise<void>;
}

/** Commands to, and events of, the browser or one page. */
export interface CdpSession {
  send(method: string, fields?: Fields): Promise<Fields>;
  on(event: string, listener: (fields: Fields) => void): void;
}

/** Connects to the address that Chromium printed. */
export async function connectCdp(address: string): Promise<CdpConnection> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve: (fields: Fields) => void; reject: (error: Error) => void; method: string }>();
  const events = new EventEmitter().setMaxListeners(0);
  let sent = 0;
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('Chromium cannot be reached')));
  });
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  void closed.then(() => {
    for (const { reject, method } of waiting.values()) reject(new Error(`${method}: Chromium has gone`));
  });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data as string) as Fields;
    if (message['id'] === undefined) return void events.emit(`${message['sessionId'] ?? ''} ${message['method']}`, message['params']);
    const call = waiting.get(message['id']);
    waiting.delete(message['id']);
    if (message['error'] === undefined) call?.resolve(message['result']);
    else call?.reject(new Error(`${call.method}: ${message['error'].message}`));
  });
  const session = (id: string): CdpSession => ({
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        sent += 1;
        waiting.set(sent, { resolve, reject, method });
        socket.send(JSON.stringify({ id: sent, method, params, ...(id === '' ? {} : { sessionId: id }) }));
      }),
    on: (event, listener) => void events.on(`${id} ${event}`, listener),
  });
  return { browser: session(''), session, closed };
}
