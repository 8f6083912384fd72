import type { MessagePort } from 'node:worker_threads';
import type { RawData, WebSocket } from 'ws';

/** Passes frames between a page's socket and the engine's port as they are; when one side ends, so does the other. */
export function relayFrames(socket: WebSocket, port: MessagePort): void {
  socket.on('message', (data: RawData, isBinary: boolean) => port.postMessage(isBinary ? bytesOf(data) : bytesOf(data).toString('utf8')));
  port.on('message', (frame: string | Uint8Array) => socket.send(frame));
  socket.on('close', () => port.close());
  socket.on('error', () => socket.terminate());
  port.on('close', () => socket.close(1001));
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
