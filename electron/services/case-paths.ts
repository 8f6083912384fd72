import { join } from 'node:path';
import { homedir, platform } from 'node:os';

/** The platform's folder for SyncTrace's data: `$SYNCTRACE_DATA`, else as each system has it. */
export function dataFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const own = environment['SYNCTRACE_DATA'];
  if (own !== undefined && own !== '') return own;
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'SyncTrace');
  if (platform() === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'SyncTrace');
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'synctrace');
}

/** The case that a command means: the one named, else `$SYNCTRACE_CASE`, else the default one. */
export function casePath(given: string | undefined, environment: Readonly<Record<string, string | undefined>>): string {
  if (given !== undefined) return given;
  const fromEnvironment = environment['SYNCTRACE_CASE'];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  return join(dataFolder(environment), 'default.synctrace');
}
