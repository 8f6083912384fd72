import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Said } from './capture-output.ts';

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** The largest file that the process may write, in blocks of `ulimit -f` (512 or 1,024 bytes, as the shell has it). */
  readonly largestFileBlocks?: number;
  /** Sent to it when this resolves. */
  readonly interruptWhen?: Promise<unknown>;
}

const PROGRAM = join(import.meta.dirname, '../cli/main.ts');

/** Runs the command line as a process of its own, from its sources. */
export async function runProgram(parameters: readonly string[], options: ProgramOptions = {}): Promise<Said> {
  const { env = {}, stdin = '', largestFileBlocks } = options;
  const line = [process.execPath, PROGRAM, ...parameters];
  const [command = '', ...rest] = largestFileBlocks === undefined ? line : ['sh', '-c', `ulimit -f ${largestFileBlocks}; exec "$@"`, 'sh', ...line];
  const child = spawn(command, rest, { env: { ...process.env, ...env }, stdio: 'pipe' });
  child.stdin.end(stdin);
  void options.interruptWhen?.then(() => child.kill('SIGINT'));
  const status = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, out, err };
}
