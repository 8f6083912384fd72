import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buildStaleParts } from './build-parts.ts';
import { makeElectronStub } from './electron-stub.ts';
import { PARTS } from './freshness.mjs';
import { FUSES } from './fuses.ts';

const root = join(import.meta.dirname, '..');

// electron-builder puts a folder together without a download on Linux alone.
describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the package', () => {
  let work: string;
  let unpacked: string;

  beforeAll(async () => {
    await buildStaleParts(root, PARTS);
    work = mkdtempSync(join(tmpdir(), 'synctrace-package-'));
    const electron = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string };
    makeElectronStub(join(work, 'electron'), electron.version);
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/electron-builder/out/cli/cli.js'),
        ...['--config', 'build/electron-builder.config.ts', '--publish', 'never', '--linux', 'dir', `-c.directories.output=${join(work, 'out')}`],
      ],
      { cwd: root, env: { ...process.env, SYNCTRACE_ELECTRON_STUB: join(work, 'electron') }, stdio: 'pipe' },
    );
    unpacked = join(work, 'out/linux-unpacked');
  }, 120_000);

  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('holds the bundles and the native module of its platform, and nothing else', () => {
    const files = listPackage(join(unpacked, 'resources/app.asar'), { isPack: false });
    const outside = files.filter((path) => !/^\/(?:dist(?:\/(?:electron|renderer)(?:\/.*)?)?|package\.json|LICENSE|node_modules(?:\/better-sqlite3(?:\/.*)?)?)$/.test(path));
    expect(outside).toEqual([]);
    expect(files.filter((path) => path.endsWith('.node'))).toEqual(['/node_modules/better-sqlite3/prebuilds/linux-x64.node']);
    expect(files.filter((path) => /\.(?:ts|vue|map)$|\.test\./.test(path) && !path.endsWith('better-sqlite3/index.d.ts'))).toEqual([]);
  });

  it('keeps the native module outside the archive, where it can be loaded', () => {
    expect(readdirSync(join(unpacked, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds'))).toEqual(['linux-x64.node']);
  });

  it('has every fuse set as decided', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'synctrace'));
    const fuses = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number');
    expect(fuses.map((fuse) => wire[fuse])).toEqual(fuses.map((fuse) => (FUSES[fuse] ? FuseState.ENABLE : FuseState.DISABLE)));
  });
});
