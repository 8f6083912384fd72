import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../shared/commands.ts';
import { commandOf, isKey, printKey, type KeyPress } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('keys', () => {
  it('take Ctrl for Mod, and Cmd on macOS', () => {
    expect(isKey(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true);
    expect(isKey(press('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false);
    expect(isKey(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true);
  });

  it('tell F7 from Shift+F7 and Alt+F7', () => {
    expect(commandOf(press('F7'), false, false)).toBe('next-change');
    expect(commandOf(press('F7', { shiftKey: true }), false, false)).toBe('previous-change');
    expect(commandOf(press('F7', { altKey: true }), false, true)).toBe('next-field');
  });

  it('know ? with the Shift that most keyboards need for it', () => {
    expect(commandOf(press('?', { shiftKey: true }), false, false)).toBe('keys');
  });

  it('leave letters to a field that is typed in, but not commands with Mod or function keys', () => {
    expect(commandOf(press('d'), false, true)).toBeUndefined();
    expect(commandOf(press('d'), false, false)).toBe('toggle-removed');
    expect(commandOf(press('r', { ctrlKey: true }), false, true)).toBe('pick');
    expect(commandOf(press('F5'), false, true)).toBe('refresh');
  });

  it('leave Space and Enter to the list with the focus', () => {
    expect(commandOf(press(' '), false, false)).toBeUndefined();
    expect(commandOf(press('Enter'), false, false)).toBeUndefined();
  });

  it('are each given to one command only', () => {
    const all = COMMANDS.flatMap((command) => command.keys);
    expect(new Set(all).size).toBe(all.length);
  });

  it('are printed as the platform prints them', () => {
    expect([printKey('Mod+Shift+C', false), printKey('Mod+Shift+C', true)]).toEqual(['Ctrl+Shift+C', '⌘⇧C']);
  });
});
