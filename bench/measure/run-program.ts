import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../electron/demo/run-server-process.ts';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Keeps what it prints, in place of throwing it away. */
  readonly keepOutput?: boolean;
}

export interface ProgramRun {
  readonly wallMs: number;
  /** Of the process and those it waited for; null where GNU time is not installed. */
  readonly cpuMs: number | null;
  /** Largest resident set of any of them, as the kernel counted it. */
  readonly peakBytes: number | null;
  readonly output: string;
}

const TIME = findGnuTime();

/** Runs a whole process and takes its time from outside; rejects with what it said where it fails. */
export async function runProgram(program: Program): Promise<ProgramRun> {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-bench-time-'));
  try {
    const report = join(folder, 'time');
    const [command, args] = TIME === null ? [program.command, program.args] : [TIME, ['-f', '%U %S %M', '-o', report, program.command, ...program.args]];
    const startedNs = process.hrtime.bigint();
    const child = spawn(command, [...args], {
      stdio: ['ignore', program.keepOutput === true ? 'pipe' : 'ignore', 'pipe'],
      env: { ...process.env, ...program.environment },
      ...(program.cwd === undefined ? {} : { cwd: program.cwd }),
    });
    let said = '';
    const output: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-2000);
    });
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const wallMs = Number(process.hrtime.bigint() - startedNs) / 1e6;
    if (status !== 0) throw new Error(`${program.command} ended with ${String(status)}: ${said.trim()}`);
    return { wallMs, output: Buffer.concat(output).toString('utf8'), ...(TIME === null ? { cpuMs: null, peakBytes: null } : readReport(report)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(path: string): { cpuMs: number; peakBytes: number } {
  const [user = 0, system = 0, peakKib = 0] = readFileSync(path, 'utf8').trim().split(/\s+/).map(Number);
  return { cpuMs: Math.round((user + system) * 1000), peakBytes: peakKib * 1024 };
}

/** GNU time alone takes `-f`; the one of BSD and macOS does not. */
function findGnuTime(): string | null {
  return process.platform === 'linux' ? findProgram('time') : null;
}
