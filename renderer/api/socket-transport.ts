import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { EngineClient } from './engine-client.ts';

const STORED_SESSION = 'synctrace-session';
const TOKEN = /^#token=([\w-]+)$/;

/** Why the loopback host did not let the page in. */
export class RefusedError extends Error {}

export interface TakenSession {
  readonly session: string;
  /** A case that the host was asked to open and that needs an answer first, such as its passphrase. */
  readonly open: string | null;
}

/**
 * The session of this browser: the one-time token of the address is exchanged for it, once, and goes from the address bar at the same
 * moment; a page without a token uses the session that this browser got before.
 */
export async function takeSession(page: Window): Promise<TakenSession> {
  const token = TOKEN.exec(page.location.hash)?.[1];
  const kept = page.localStorage.getItem(STORED_SESSION);
  if (token !== undefined) {
    page.history.replaceState(null, '', page.location.pathname);
    const answer = await page.fetch('./session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
    const taken = answer.ok ? readTaken(await answer.json()) : undefined;
    if (taken !== undefined) {
      page.localStorage.setItem(STORED_SESSION, taken.session);
      return taken;
    }
  }
  if (kept === null) throw new RefusedError('no session');
  return { session: kept, open: null };
}

function readTaken(body: unknown): TakenSession | undefined {
  if (typeof body !== 'object' || body === null || !('session' in body) || typeof body.session !== 'string') return undefined;
  return { session: body.session, open: 'open' in body && typeof body.open === 'string' ? body.open : null };
}

/** Connects to the loopback host that served this page; rejects where it does not let the session in. */
export async function connectSocket(page: Window, session: string, onLost: () => void): Promise<EngineClient> {
  // The session goes as a subprotocol: a browser's WebSocket can send no other header, and a URL would stand in logs.
  const socket = new WebSocket(`ws://${page.location.host}/rpc`, ['synctrace', session]);
  socket.binaryType = 'arraybuffer';
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('close', () => reject(new RefusedError('refused')), { once: true });
  });
  socket.addEventListener('close', onLost, { once: true });
  return createORPCClient(new RPCLink({ websocket: socket }));
}
