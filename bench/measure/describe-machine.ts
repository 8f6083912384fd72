import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What the figures were measured on; nothing that names its owner. */
export interface Machine {
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly node: string;
}

export function describeMachine(): Machine {
  return {
    system: `${systemName()} (${platform()} ${release()}, ${arch()})`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.versions.node,
  };
}

/** How many processes wanted to run in the last minute: above the number of cores, others were measured along. */
export function loadNow(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

function systemName(): string {
  if (platform() !== 'linux') return platform();
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'Linux';
    throw error;
  }
}
