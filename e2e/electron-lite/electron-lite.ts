#!/usr/bin/env node
import { readFileSync, statSync } from 'node:fs';
import { open } from 'node:inspector';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setConnection } from './browser-state.ts';
import { startChromium, type Chromium } from './chromium-process.ts';

// `electron [switches] FOLDER [arguments]` for tests: runs the app's main in Node and shows its windows in Chromium (README.md).
const SHIM = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' || specifier === 'electron/main' ? { url: SHIM, shortCircuit: true } : next(specifier, context)),
});

const given = process.argv.slice(2);
const named = given.find((argument) => !argument.startsWith('-'));
if (named === undefined) throw new Error('electron-lite FOLDER: which app?');
if (given.includes('--inspect=0')) open(0, '127.0.0.1');
const folder = resolve(named);
const program = statSync(folder).isDirectory() ? readPackage(folder) : { main: folder, name: 'electron-lite', version: '0' };
process.argv = [import.meta.filename, ...given];
Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: join(import.meta.dirname, 'resources') });

let chromium: Chromium | undefined;
const { app, BrowserWindow } = await import('./electron.ts');
app.begin({ folder, name: program.name, version: program.version, arguments: given, end: async () => chromium?.end() });
// Electron warns of a rejection that nobody handles, where Node would end.
process.on('unhandledRejection', (reason) => process.stderr.write(`UnhandledPromiseRejectionWarning: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\n`));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

// Ready only when the file has been evaluated to its end, as Electron is.
await import(pathToFileURL(program.main).href);
if (!app.isQuitting()) await showWindows();

async function showWindows(): Promise<void> {
  chromium = await startChromium(['--no-sandbox', ...app.asked()]);
  setConnection(chromium.connection);
  await chromium.connection.browser.send('Target.setDiscoverTargets', { discover: true });
  void chromium.connection.closed.then(() => BrowserWindow.getAllWindows().some((window) => window.isStaying()) && app.exit(1));
  app.becomeReady();
}

function readPackage(from: string): { readonly main: string; readonly name: string; readonly version: string } {
  const { main = 'index.js', name = 'electron-lite', version = '0', productName } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as Readonly<Record<string, string | undefined>>;
  return { main: join(from, main), name: productName ?? name, version };
}
