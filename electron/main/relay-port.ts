import type { MessagePort } from 'node:worker_threads';
import type { MessagePortMain } from 'electron';

/** Passes frames between a page's port and the engine's as they are; when one side ends, so does the other. */
export function relayPort(page: MessagePortMain, engine: MessagePort): void {
  page.on('message', ({ data }: { data: unknown }) => engine.postMessage(data));
  engine.on('message', (frame: unknown) => page.postMessage(frame));
  page.on('close', () => engine.close());
  engine.on('close', () => page.close());
  page.start();
}
