import type { MessagePort } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import type { EngineRouter } from './router.ts';

/** Answers the page at the other end of the port until it closes; then what that page had running is cancelled. */
export function servePort(router: EngineRouter, port: MessagePort): void {
  new RPCHandler(router).upgrade(port);
  port.start();
}
