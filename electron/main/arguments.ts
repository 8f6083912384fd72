import { resolve } from 'node:path';

const CASE_FILE = /\.synctrace$/i;

/** What a command line asks the window to open. */
export interface Asked {
  readonly casePath: string | null;
  readonly practice: boolean;
}

/** Reads `--case FILE`, `--practice` and a case file given by a double click; everything else is Chromium's own. */
export function readArguments(argv: readonly string[], folder: string): Asked {
  const named = argv.indexOf('--case');
  const given = named >= 0 ? argv[named + 1] : argv.slice(1).find((argument) => !argument.startsWith('-') && CASE_FILE.test(argument));
  return { casePath: given === undefined ? null : resolve(folder, given), practice: argv.includes('--practice') };
}

/** Whether a path names a case file. */
export function isCaseFile(path: string): boolean {
  return CASE_FILE.test(path);
}
