import { readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { AppError } from '../../shared/errors.ts';

/** A process, told apart from a later one with the same number where the system lets us. */
export interface ProcessMark {
  readonly pid: number;
  readonly host: string;
  /** When it began, in the system's own terms; empty where that cannot be asked. */
  readonly started: string;
}

/** The mark of this process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid) };
}

/** Whether the process still runs: `unknown` on another machine, or where a number in use may be another process by now. */
export function isRunning(mark: ProcessMark, lastSeenMs: number, nowMs: number): 'yes' | 'no' | 'unknown' {
  if (mark.host !== hostname()) return 'unknown';
  if (!exists(mark.pid)) return 'no';
  if (mark.started === '') return lastSeenMs < nowMs - uptime() * 1000 ? 'no' : 'unknown';
  return startOf(mark.pid) === mark.started ? 'yes' : 'no';
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to someone else.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Linux: ticks since boot at which the process began (proc(5), stat, field 22). */
function startOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything; the fields after its last parenthesis start with the third.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return '';
    throw new AppError('internal', { cause: error });
  }
}
