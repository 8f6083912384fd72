import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of this machine decides which program runs the window in a test. */
export interface TestMachine {
  readonly root: string;
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The program that runs the window in a test, and why it is that one. */
export interface ChosenElectron {
  readonly kind: 'electron' | 'electron-lite';
  readonly program: string;
  readonly because: string;
}

/** Electron itself where it is installed and can show a window, else the stand-in; `E2E_LITE=1` asks for the stand-in anyway. */
export function chooseElectron({ root, platform, environment }: TestMachine): ChosenElectron {
  const lite = (because: string): ChosenElectron => ({ kind: 'electron-lite', program: join(import.meta.dirname, 'electron-lite.ts'), because });
  if (environment['E2E_LITE'] === '1') return lite('E2E_LITE=1 asks for it');
  const program = installedElectron(root);
  if (program === null) return lite("Electron's program is not installed");
  if (platform === 'linux' && (environment['DISPLAY'] ?? '') === '') return lite('there is no DISPLAY');
  return { kind: 'electron', program, because: 'it is installed' };
}

/** Read from its files: loading the package `electron` would start a download. */
function installedElectron(root: string): string | null {
  const folder = join(root, 'node_modules/electron');
  const path = join(folder, 'path.txt');
  if (!existsSync(path)) return null;
  const program = join(folder, 'dist', readFileSync(path, 'utf8').trim());
  return existsSync(program) ? program : null;
}
