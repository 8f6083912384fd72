import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseElectron } from './choose-electron.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'synctrace-choose-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function install(): void {
  const folder = join(root, 'node_modules/electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'path.txt'), 'electron');
  writeFileSync(join(folder, 'dist/electron'), '');
}

function choose(platform: string, environment: Readonly<Record<string, string>>): string {
  const { kind, because } = chooseElectron({ root, platform, environment });
  return `${kind}: ${because}`;
}

describe('which program runs the window in a test', () => {
  it('is Electron where it is installed and a window can be shown', () => {
    install();
    expect(choose('linux', { DISPLAY: ':0' })).toBe('electron: it is installed');
    expect(choose('darwin', {})).toBe('electron: it is installed');
  });

  it('is the stand-in where Electron is not there, cannot show a window, or is not wanted', () => {
    expect(choose('linux', { DISPLAY: ':0' })).toBe("electron-lite: Electron's program is not installed");
    install();
    expect(choose('linux', {})).toBe('electron-lite: there is no DISPLAY');
    expect(choose('darwin', { E2E_LITE: '1' })).toBe('electron-lite: E2E_LITE=1 asks for it');
  });
});
