import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import type { DavDump } from './dav-server/dav-store.ts';
import { type DavServer, startDavServer } from './dav-server/start-dav-server.ts';

/** Sign-in of the practice server; it listens on loopback only and holds generated data only. */
export const PRACTICE_USER = 'practice';
export const PRACTICE_PASSWORD = 'practice';

const running = new Map<string, Promise<DavServer>>();

/**
 * The server of a practice case, started where it does not run yet. It holds what the file beside the case says and keeps that file up to
 * date with every write, so that a restore lasts from one start to the next.
 */
export async function practiceServer(casePath: string): Promise<{ url: string; user: string; password: string }> {
  let starting = running.get(casePath);
  if (starting === undefined) {
    starting = startPracticeServer(casePath);
    running.set(casePath, starting);
  }
  const server = await starting;
  return { url: server.contactsHomeUrl, user: PRACTICE_USER, password: PRACTICE_PASSWORD };
}

/** Ends every practice server of this process. */
export async function closePracticeServers(): Promise<void> {
  const servers = [...running.values()];
  running.clear();
  for (const server of await Promise.allSettled(servers)) if (server.status === 'fulfilled') await server.value.close();
}

/** Where the practice server of a case keeps what it holds. */
export function practiceServerFile(casePath: string): string {
  return `${casePath}.server.json`;
}

/** Sets what the practice server of a case will hold when it starts. */
export function savePracticeServer(casePath: string, dump: DavDump): void {
  const file = practiceServerFile(casePath);
  writeFileSync(`${file}.new`, JSON.stringify(dump));
  renameSync(`${file}.new`, file);
}

async function startPracticeServer(casePath: string): Promise<DavServer> {
  const dump = loadDump(practiceServerFile(casePath));
  const server: DavServer = await startDavServer({
    user: PRACTICE_USER,
    password: PRACTICE_PASSWORD,
    dump,
    wrapOutside: (next) => async (request) => {
      const reply = await next(request);
      if (request.method === 'PUT' || request.method === 'DELETE') savePracticeServer(casePath, server.store.dump());
      return reply;
    },
  });
  return server;
}

function loadDump(file: string): DavDump {
  if (!existsSync(file)) throw new AppError('server-unreachable', { context: { practice: true } });
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DavDump;
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
}
