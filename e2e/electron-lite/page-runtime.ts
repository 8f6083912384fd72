import type { CloneCodec } from './clone-codec.ts';

/** What a page's preload world tells main, as text in the binding's one argument. */
export type FromPage =
  | { readonly kind: 'ipc'; readonly channel: string; readonly args: string; readonly ports: readonly number[] }
  | { readonly kind: 'invoke'; readonly call: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'port'; readonly port: number; readonly data: string }
  | { readonly kind: 'port-closed'; readonly port: number };

/** What main tells the preload world. */
export type ToPage =
  | { readonly kind: 'ipc'; readonly channel: string; readonly args: string; readonly ports: readonly number[] }
  | { readonly kind: 'answer'; readonly call: number; readonly value: string; readonly failed: boolean }
  | { readonly kind: 'port'; readonly port: number; readonly data: string }
  | { readonly kind: 'port-closed'; readonly port: number };

/** The world of the preload: its own, which the page cannot see into. */
export const WORLD = 'electron-lite preload';
/** The binding that leads to main; only the preload's world has it. */
export const BINDING = '__electronLiteTell';
/** The function through which main tells the preload's world something. */
export const RECEIVER = '__electronLiteHear';

/** What the preload's `require` gives, and how it hears of main. */
export interface PageRuntime {
  readonly require: (name: string) => unknown;
  readonly hear: (message: ToPage) => void;
}

/**
 * `require('electron')` of a sandboxed preload: ipcRenderer, and ports relayed to main. It is written into the page as it stands, so it uses
 * nothing from outside of itself.
 */
export function createPageRuntime(codec: CloneCodec, tell: (message: FromPage) => void): PageRuntime {
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const calls = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  const ports = new Map<number, MessagePort>();
  // Ports that main made count upwards; those made here count downwards.
  let made = 0;
  let asked = 0;
  const fail = (what: string): never => {
    throw Object.assign(new Error(`electron-lite does not offer ${what} (see e2e/electron-lite/README.md)`), { name: 'ElectronLiteError' });
  };
  const only = (name: string, object: object): object => new Proxy(object, { get: (target, key) => (key in target || typeof key === 'symbol' || key === 'then' ? (Reflect.get(target, key) as unknown) : fail(`${name}.${key}`)) });
  const relay = (id: number, port: MessagePort): void => {
    ports.set(id, port);
    port.addEventListener('message', ({ data, ports: more }) => tell({ kind: 'port', port: id, data: more.length > 0 ? fail('ports that are sent over a port') : codec.encode(data) }));
    port.addEventListener('close', () => ports.delete(id) && tell({ kind: 'port-closed', port: id }));
    port.start();
  };
  const send = (channel: string, args: readonly unknown[], transfer: readonly MessagePort[]): void => {
    const ids = transfer.map((port) => {
      made -= 1;
      relay(made, port);
      return made;
    });
    tell({ kind: 'ipc', channel, args: codec.encode(args), ports: ids });
  };
  const ipcRenderer = only('ipcRenderer', {
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
    send: (channel: string, ...args: unknown[]) => send(channel, args, []),
    postMessage: (channel: string, message: unknown, transfer: readonly MessagePort[] = []) => send(channel, [message], transfer),
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        asked += 1;
        calls.set(asked, { resolve, reject });
        tell({ kind: 'invoke', call: asked, channel, args: codec.encode(args) });
      }),
  });
  const electron = only('electron (in a preload)', { ipcRenderer });
  const hear = (message: ToPage): void => {
    if (message.kind === 'answer') {
      const call = calls.get(message.call);
      calls.delete(message.call);
      const value = codec.decode(message.value);
      return message.failed ? call?.reject(value) : call?.resolve(value);
    }
    if (message.kind === 'ipc') {
      const received = message.ports.map((id) => {
        const { port1, port2 } = new MessageChannel();
        relay(id, port1);
        return port2;
      });
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({ sender: ipcRenderer, ports: received }, ...(codec.decode(message.args) as unknown[]));
      return;
    }
    const port = ports.get(message.port);
    if (message.kind === 'port') return port?.postMessage(codec.decode(message.data));
    ports.delete(message.port);
    port?.close();
  };
  return { require: (name) => (name === 'electron' ? electron : fail(`require('${name}') in a sandboxed preload`)), hear };
}
