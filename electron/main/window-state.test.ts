import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWindowState, writeWindowState } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const bounds = { x: 100, y: 80, width: 1300, height: 900 };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synctrace-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('where the window was', () => {
  it('is kept', () => {
    const file = join(folder, 'deep/window.json');
    writeWindowState(file, { bounds, maximized: true });
    expect(readWindowState(file, [screen])).toEqual({ bounds, maximized: true });
  });

  it('is forgotten where that screen is gone', () => {
    const file = join(folder, 'window.json');
    writeWindowState(file, { bounds: { ...bounds, x: 4000 }, maximized: false });
    expect(readWindowState(file, [screen])).toEqual({ bounds: null, maximized: false });
  });

  it.each(['', '{', 'null', '{"bounds":{"x":"1"}}', '{"bounds":{"x":0,"y":0,"width":1,"height":1}}'])('is nothing where the file holds %j', (text) => {
    const file = join(folder, 'window.json');
    writeFileSync(file, text);
    expect(readWindowState(file, [screen])).toEqual({ bounds: null, maximized: false });
  });
});
