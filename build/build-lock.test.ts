import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { withBuildLock } from './build-lock.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synctrace-lock-'));
  file = join(folder, 'cache', 'build.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the build lock', () => {
  it('lets one build run after the other', async () => {
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const one = withBuildLock(file, async () => {
      order.push('first begins');
      await first.promise;
      order.push('first ends');
    });
    const two = withBuildLock(file, async () => void order.push('second'));
    first.resolve();
    await Promise.all([one, two]);
    expect(order).toEqual(['first begins', 'first ends', 'second']);
  });

  it('is free again after a build that failed', async () => {
    await expect(withBuildLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
    expect(await withBuildLock(file, async () => 'built')).toBe('built');
  });

  it('takes over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await withBuildLock(file, async () => undefined);
    writeFileSync(file, `${pid}\n`);
    expect(await withBuildLock(file, async () => 'built')).toBe('built');
  });
});
