import { EventEmitter } from 'node:events';
import type { MessagePortMain } from './message-ports.ts';
import { strict } from './not-offered.ts';
import type { IpcListener } from './page-link.ts';

type Handle = (event: object, ...args: unknown[]) => unknown;

const emitter = new EventEmitter();
const handles = new Map<string, Handle>();

/** `ipcMain` of Electron. */
export const ipcMain = strict(
  'ipcMain',
  Object.assign(emitter, {
    handle(channel: string, handle: Handle): void {
      if (handles.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      handles.set(channel, handle);
    },
    removeHandler: (channel: string): void => void handles.delete(channel),
  }),
);

/** Hands what a page's preload sends to the listeners of main; `event` says who sent it. */
export function listenForMain(event: () => object): IpcListener {
  return {
    onMessage: (channel, args, ports: readonly MessagePortMain[]) => void emitter.emit(channel, { ...event(), ports }, ...args),
    async onInvoke(channel, args) {
      const handle = handles.get(channel);
      if (handle === undefined) throw new Error(`No handler registered for '${channel}'`);
      return handle(event(), ...args);
    },
  };
}
