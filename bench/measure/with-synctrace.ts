import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withCleanUp } from './clean-up.ts';
import { runProgram, type ProgramRun } from './run-program.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The built command line, started by its launcher. */
export interface Synctrace {
  readonly version: string;
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<ProgramRun>;
  /** Its answer as JSON, not timed. */
  ask(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Record<string, unknown>>;
}

/** Measures with a copy of what is built, so that a build meanwhile changes nothing. */
export function withSynctrace<Result>(work: (synctrace: Synctrace) => Promise<Result>): Promise<Result> {
  // Below node_modules, from where the native module is still found.
  const folder = join(ROOT, 'node_modules/.cache', `bench-program-${process.pid}`);
  return withCleanUp(
    () => rmSync(folder, { recursive: true, force: true }),
    async () => work(await copyTo(folder)),
  );
}

async function copyTo(folder: string): Promise<Synctrace> {
  mkdirSync(folder, { recursive: true });
  for (const part of ['dist/electron', 'bin/synctrace.mjs', 'package.json']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  const start = (args: readonly string[], environment: Readonly<Record<string, string>>, keepOutput: boolean) =>
    runProgram({
      command: process.execPath,
      args: [join(folder, 'bin/synctrace.mjs'), ...args],
      environment,
      keepOutput,
    });
  const { output } = await start(['--version'], {}, true);
  return {
    version: output.trim(),
    run: (args, environment = {}) => start(args, environment, false),
    async ask(args, environment = {}) {
      return JSON.parse((await start([...args, '--json'], environment, true)).output) as Record<string, unknown>;
    },
  };
}
