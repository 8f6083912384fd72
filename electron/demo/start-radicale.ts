import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Clock } from '../core/ports.ts';
import { findFreePort, findProgram, makeTemporaryFolder, startServerProcess } from './run-server-process.ts';

/** A real server with one empty address book and one empty calendar. */
export interface RunningServer {
  readonly name: string;
  /** The bare server, from which everything can be discovered. */
  readonly url: string;
  readonly contactsUrl: string;
  readonly calendarUrl: string;
  readonly user: string;
  readonly password: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** True where Radicale is on the PATH. */
export function isRadicaleInstalled(): boolean {
  return findProgram('radicale') !== null;
}

/** Starts Radicale on a free port with data in a temporary folder, which goes with it. */
export async function startRadicale(clock: Clock): Promise<RunningServer> {
  const folder = makeTemporaryFolder('radicale');
  const user = 'user';
  const password = 'pass wörd';
  try {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const configuration = join(folder.path, 'config');
    await writeFile(join(folder.path, 'users'), `${user}:${password}\n`);
    await writeFile(configuration, radicaleConfiguration(folder.path, port));
    await makeCollection(folder.path, user, 'contacts', { tag: 'VADDRESSBOOK', 'D:displayname': 'Contacts' });
    await makeCollection(folder.path, user, 'calendar', { tag: 'VCALENDAR', 'D:displayname': 'Calendar' });
    const running = await startServerProcess({ command: 'radicale', arguments: ['-C', configuration], readyUrl: `${url}/.well-known/carddav` }, clock);
    return {
      name: 'radicale',
      url,
      contactsUrl: `${url}/${user}/contacts/`,
      calendarUrl: `${url}/${user}/calendar/`,
      user,
      password,
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

// Where Radicale keeps a collection: a folder with its properties beside the items.
async function makeCollection(folder: string, user: string, name: string, properties: Readonly<Record<string, string>>): Promise<void> {
  const path = join(folder, 'collections', 'collection-root', user, name);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, '.Radicale.props'), JSON.stringify(properties));
}

// Passwords are kept plain so that hashing them does not count in what is measured.
function radicaleConfiguration(folder: string, port: number): string {
  return [
    '[server]',
    `hosts = 127.0.0.1:${port}`,
    'max_connections = 20',
    'timeout = 300',
    '[auth]',
    'type = htpasswd',
    `htpasswd_filename = ${join(folder, 'users')}`,
    'htpasswd_encryption = plain',
    'delay = 0',
    '[rights]',
    'type = owner_only',
    '[storage]',
    `filesystem_folder = ${join(folder, 'collections')}`,
    '[web]',
    'type = none',
    '[logging]',
    'level = error',
    '',
  ].join('\n');
}
