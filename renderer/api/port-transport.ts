import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { EngineClient } from './engine-client.ts';

/** The two ports that the preload forwards: to the engine, and to the shell. */
export interface ShellPorts {
  readonly engine: MessagePort;
  readonly shell: MessagePort;
}

/** Waits for the ports of the Electron shell; they come once for each loaded page, from this window itself. */
export function awaitPorts(page: Window): Promise<ShellPorts> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent<unknown>): void => {
      const [engine, shell] = event.ports;
      if (event.source !== page || event.data !== 'synctrace:ports' || engine === undefined || shell === undefined) return;
      page.removeEventListener('message', onMessage);
      resolve({ engine, shell });
    };
    page.addEventListener('message', onMessage);
  });
}

/** The engine behind a port. */
export function connectPort(port: MessagePort, onLost: () => void): EngineClient {
  const link = new RPCLink({ port });
  port.addEventListener('close', onLost);
  port.start();
  return createORPCClient(link);
}
