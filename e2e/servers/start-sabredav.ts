import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { findFreePort, findProgram, makeTemporaryFolder, startServerProcess } from '../../electron/demo/run-server-process.ts';
import type { RunningServer } from '../../electron/demo/start-radicale.ts';
import { systemClock } from '../../electron/services/system-ports.ts';

const SCRIPTS = join(import.meta.dirname, 'sabredav');

/** True where PHP and sabre/dav of the distribution are there. */
export function isSabreDavInstalled(): boolean {
  return findProgram('php') !== null && existsSync('/usr/share/php/Sabre/DAV/Server.php');
}

/** Starts sabre/dav under PHP's own server on a free port with data in a temporary folder. */
export async function startSabreDav(): Promise<RunningServer> {
  const folder = makeTemporaryFolder('sabredav');
  try {
    const environment = { SYNCTRACE_SABRE_DB: join(folder.path, 'dav.sqlite'), PHP_CLI_SERVER_WORKERS: '4' };
    execFileSync(findProgram('php') ?? 'php', [join(SCRIPTS, 'create-database.php')], { env: { ...process.env, ...environment } });
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const limits = ['-d', 'post_max_size=100M', '-d', 'memory_limit=512M', '-d', 'display_errors=0'];
    const running = await startServerProcess(
      { command: 'php', arguments: [...limits, '-S', `127.0.0.1:${port}`, join(SCRIPTS, 'server.php')], environment, readyUrl: `${url}/.well-known/carddav` },
      systemClock,
    );
    return {
      name: 'sabredav',
      url,
      contactsUrl: `${url}/addressbooks/user/contacts/`,
      calendarUrl: `${url}/calendars/user/calendar/`,
      user: 'user',
      password: 'pass wörd',
      pid: running.pid,
      async stop() {
        await running.stop();
        await folder.remove();
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
