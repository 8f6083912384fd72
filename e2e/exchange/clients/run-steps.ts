import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What each step of a client's program came to, by its name: what went wrong, or ''. */
export type Steps = ReadonlyMap<string, string>;

/** Runs the program of a client against a server, and gives what it told of its steps. */
export async function runSteps([command, ...before]: readonly [string, ...string[]], server: readonly [url: string, user: string, password: string]): Promise<Steps> {
  const child = spawn(command, [...before, ...server], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const rows = out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { readonly step: string; readonly problem: string });
  if (rows.length === 0) throw new Error(`the client did nothing: ${err}`);
  return new Map(rows.map(({ step, problem }) => [step, problem]));
}
