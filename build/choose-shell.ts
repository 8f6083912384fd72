/** What of this machine decides between the window and the browser. */
export interface Machine {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly electronBinary: string | null;
}

/** Where the product opens, and why there: one clause to print. */
export interface Choice {
  readonly shell: 'window' | 'browser';
  readonly because: string;
}

/** Whether windows can be shown: only on Linux does a variable say so. */
export function hasDisplay(machine: Machine): boolean {
  if (machine.platform !== 'linux') return true;
  return Boolean(machine.environment['DISPLAY'] ?? machine.environment['WAYLAND_DISPLAY']);
}

/** The window where Electron and a display are there, else pages on loopback; `--web` asks for those anyway. */
export function chooseShell(machine: Machine, arguments_: readonly string[]): Choice {
  if (arguments_.includes('--web')) return { shell: 'browser', because: '--web asks for it' };
  if (!hasDisplay(machine)) return { shell: 'browser', because: 'there is no display for a window' };
  if (machine.electronBinary === null) return { shell: 'browser', because: "Electron's program is not installed" };
  return { shell: 'window', because: 'Electron and a display are there' };
}
