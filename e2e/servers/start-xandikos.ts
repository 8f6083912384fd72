import { join } from 'node:path';

import { findFreePort, findProgram, makeTemporaryFolder, startServerProcess } from '../../electron/demo/run-server-process.ts';
import type { RunningServer } from '../../electron/demo/start-radicale.ts';
import { systemClock } from '../../electron/services/system-ports.ts';

/** True where Xandikos is on the PATH. */
export function isXandikosInstalled(): boolean {
  return findProgram('xandikos') !== null;
}

/** Starts Xandikos, which asks nobody for a password, on a free port with data in a temporary folder. */
export async function startXandikos(): Promise<RunningServer> {
  const folder = makeTemporaryFolder('xandikos');
  try {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const principal = ['--current-user-principal', '/user/', '--defaults'];
    const running = await startServerProcess(
      { command: 'xandikos', arguments: ['-d', join(folder.path, 'root'), '-l', '127.0.0.1', '-p', String(port), ...principal], readyUrl: `${url}/user/contacts/addressbook/` },
      systemClock,
    );
    return {
      name: 'xandikos',
      url,
      contactsUrl: `${url}/user/contacts/addressbook/`,
      calendarUrl: `${url}/user/calendars/calendar/`,
      user: 'user',
      password: 'pass',
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
