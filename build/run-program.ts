import { spawn } from 'node:child_process';

/**
 * Runs a program on this terminal until it ends and answers its exit status; signals reach it once. One that is a Node gets a channel, which
 * closes where this process is killed.
 */
export async function runProgram(program: string, arguments_: readonly string[]): Promise<number> {
  const child = spawn(program, [...arguments_], { stdio: ['inherit', 'inherit', 'inherit', ...(program === process.execPath ? ['ipc' as const] : [])] });
  // A terminal sends Ctrl-C to both processes by itself; passing it on as well would count as pressing it twice.
  const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const interrupt = (): void => void (atTerminal || child.kill('SIGINT'));
  const terminate = (): void => void child.kill('SIGTERM');
  process.on('SIGINT', interrupt).on('SIGTERM', terminate);
  const watch = onParentGone(terminate);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)));
    });
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', terminate);
    clearInterval(watch);
  }
}

/** npm hands a signal to its shell, which ends without handing it on, and nothing of theirs is open here that would close: only who the parent is tells. */
function onParentGone(then: () => void): NodeJS.Timeout | undefined {
  const { ppid } = process;
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  return setInterval(() => process.ppid === ppid || then(), PARENT_LOOK_MS).unref();
}

const PARENT_LOOK_MS = 1000;
