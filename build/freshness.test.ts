import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { PARTS, sourceStamp, staleParts, stampFile } from './freshness.mjs';

let root: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function stampAll(): void {
  for (const part of PARTS) write(stampFile(part), sourceStamp(root, part));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'synctrace-freshness-'));
  write('shared/records.ts', 'export const a = 1;');
  write('electron/cli/main.ts', 'export const b = 1;');
  write('electron/cli/main.test.ts', 'export const c = 1;');
  write('renderer/main.ts', 'export const d = 1;');
  write('package-lock.json', '{}');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the freshness of dist', () => {
  it('calls everything stale that was never built', () => {
    expect(staleParts(root)).toEqual(['electron', 'renderer']);
  });

  it('finds nothing stale right after a build', () => {
    stampAll();
    expect(staleParts(root)).toEqual([]);
  });

  it('tells which part an edit, a new file and a removed file make stale', () => {
    stampAll();
    write('renderer/main.ts', 'export const d = 10;');
    expect(staleParts(root)).toEqual(['renderer']);
    stampAll();
    write('electron/store/open.ts', '');
    expect(staleParts(root)).toEqual(['electron']);
    stampAll();
    rmSync(join(root, 'shared/records.ts'));
    expect(staleParts(root)).toEqual(['electron', 'renderer']);
  });

  it('notices other dependencies', () => {
    stampAll();
    write('package-lock.json', '{ }');
    expect(staleParts(root)).toEqual(['electron', 'renderer']);
  });

  it('does not rebuild for a test, or for what only tests use', () => {
    stampAll();
    write('electron/cli/main.test.ts', 'export const c = 20;');
    write('electron/testing/clock.ts', '');
    write('renderer/tsconfig.json', '{}');
    expect(staleParts(root)).toEqual([]);
  });

  it('looks only at the part that was asked for', () => {
    stampAll();
    write('renderer/main.ts', 'export const d = 10;');
    expect(staleParts(root, ['electron'])).toEqual([]);
  });

  it('answers within 50 ms for the whole checkout', () => {
    const checkout = join(import.meta.dirname, '..');
    const durations = Array.from({ length: 5 }, () => {
      const started = performance.now();
      staleParts(checkout);
      return performance.now() - started;
    });
    expect(Math.min(...durations)).toBeLessThan(50);
  });
});
