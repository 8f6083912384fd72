import { COMMANDS, type CommandId } from '../../shared/commands.ts';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether a press is the key that a text such as `Mod+Shift+C` names; `Mod` is Cmd on macOS and Ctrl elsewhere. */
export function isKey(press: KeyPress, keys: string, isMac: boolean): boolean {
  const parts = keys.split('+');
  const name = parts.at(-1) ?? '';
  const mod = parts.includes('Mod');
  const wantsShift = parts.includes('Shift');
  if (press.ctrlKey !== (mod && !isMac) || press.metaKey !== (mod && isMac) || press.altKey !== parts.includes('Alt')) return false;
  // On many keyboards `?` and `.` need Shift themselves.
  const isLetter = /^[A-Za-z0-9]$|^F\d+$/.test(name);
  if (isLetter && press.shiftKey !== wantsShift) return false;
  return press.key.toLowerCase() === (name === 'Space' ? ' ' : name.toLowerCase());
}

/** The command that a press means. Space and Enter belong to the list that has the focus, never to the window. */
export function commandOf(press: KeyPress, isMac: boolean, isTyping: boolean): CommandId | undefined {
  for (const command of COMMANDS) {
    for (const keys of command.keys) {
      if (keys === 'Space' || keys === 'Enter') continue;
      const isPlain = !/^(?:Mod|Alt)\+|^(?:Shift\+)?F\d+$/.test(keys);
      if (isPlain && isTyping) continue;
      if (isKey(press, keys, isMac)) return command.id;
    }
  }
  return undefined;
}

/** A key as it is printed: ⌘⇧C on macOS, Ctrl+Shift+C elsewhere. */
export function printKey(keys: string, isMac: boolean): string {
  if (!isMac) return keys.replace('Mod', 'Ctrl');
  return keys.replace('Mod+', '⌘').replace('Shift+', '⇧').replace('Alt+', '⌥');
}
