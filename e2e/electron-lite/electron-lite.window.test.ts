import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = `
import { app, BrowserWindow, ipcMain, protocol, clipboard } from 'electron';
import { join } from 'node:path';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
globalThis.seen = [];
globalThis.clipboard = clipboard;
ipcMain.on('port', (event, text) => {
  seen.push([text, event.senderFrame.url]);
  const [port] = event.ports;
  port.on('message', ({ data }) => port.postMessage({ echo: data }));
  port.on('close', () => seen.push('port closed'));
  port.start();
});
ipcMain.handle('double', (_event, number) => {
  if (typeof number !== 'number') throw new TypeError('not a number');
  return number * 2;
});
app.whenReady().then(() => {
  protocol.handle('app', (request) => {
    const path = new URL(request.url).pathname;
    seen.push(request.url);
    return new Response('<title>' + path + '</title><iframe srcdoc="x"></iframe>', { headers: { 'content-type': 'text/html' } });
  });
  const window = new BrowserWindow({ show: false, webPreferences: { preload: join(import.meta.dirname, 'preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegration: false } });
  globalThis.keepOpen = true;
  window.on('close', (event) => keepOpen && event.preventDefault());
  window.webContents.setWindowOpenHandler(({ url }) => (seen.push('open ' + url), { action: 'deny' }));
  window.loadURL('app://bundle/first.html');
});
`;

const PRELOAD = `
const { ipcRenderer } = require('electron');
const attempt = async (run) => {
  try { return String(await run()); } catch (error) { return error.name + ': ' + error.message; }
};
const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }) => { document.documentElement.dataset.echo = JSON.stringify([...data.echo.entries()]); };
ipcRenderer.postMessage('port', 'hello', [port2]);
port1.postMessage(new Map([['a', 1n > 0n], ['bytes', 2]]));
document.addEventListener('DOMContentLoaded', async () => {
  document.documentElement.dataset.outcomes = JSON.stringify([
    await attempt(() => ipcRenderer.invoke('double', 21)),
    await attempt(() => ipcRenderer.invoke('double', 'x')),
    await attempt(() => ipcRenderer.invoke('other')),
    await attempt(() => ipcRenderer.sendSync('x')),
    await attempt(() => require('electron').contextBridge),
    await attempt(() => require('node:fs')),
    await attempt(() => typeof process),
  ]);
});
`;

let folder: string;
let app: ElectronApplication;
let page: Page;

/** What a call on Electron in main comes to, as text. */
function inMain(source: string): Promise<string> {
  return app.evaluate((electron, body) => {
    try {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      return String(new Function('electron', `return ${body}`)(electron));
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : 'no error';
    }
  }, source);
}

function seen(): Promise<readonly unknown[]> {
  return app.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'electron-lite-test-'));
  mkdirSync(join(folder, 'app'));
  writeFileSync(join(folder, 'app/package.json'), JSON.stringify({ name: 'small', version: '1.2.3', type: 'module', main: 'main.js' }));
  writeFileSync(join(folder, 'app/main.js'), MAIN);
  writeFileSync(join(folder, 'app/preload.cjs'), PRELOAD);
  const environment = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const env = { ...Object.fromEntries(environment), PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` };
  app = await _electron.launch({ executablePath: join(import.meta.dirname, 'electron-lite.ts'), args: [`--user-data-dir=${join(folder, 'data')}`, join(folder, 'app')], env });
  page = await app.firstWindow();
  await page.waitForURL(/first/);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the stand-in for Electron', () => {
  it('is the app that it was given', async () => {
    expect(await inMain('[electron.app.getName(), electron.app.getVersion(), electron.app.isReady()].join()')).toBe('small,1.2.3,true');
  });

  it('carries messages between a preload and main, with ports and what structured clone can', async () => {
    await page.waitForFunction(() => document.documentElement.dataset['echo'] !== undefined);
    expect(await page.evaluate(() => document.documentElement.dataset['echo'])).toBe('[["a",true],["bytes",2]]');
    expect(await seen()).toContainEqual(['hello', 'app://bundle/first.html']);
  });

  it('answers a preload as Electron does, and by name for what it does not have', async () => {
    await page.waitForFunction(() => document.documentElement.dataset['outcomes'] !== undefined);
    expect(JSON.parse((await page.evaluate(() => document.documentElement.dataset['outcomes'])) ?? '')).toEqual([
      '42',
      expect.stringContaining('not a number'),
      expect.stringContaining("No handler registered for 'other'"),
      expect.stringMatching(/^ElectronLiteError: .*ipcRenderer\.sendSync/),
      expect.stringMatching(/^ElectronLiteError: .*contextBridge/),
      expect.stringMatching(/^ElectronLiteError: .*node:fs/),
      'undefined',
    ]);
  });

  it('runs the preload in the main frame alone', async () => {
    expect((await seen()).filter((entry) => Array.isArray(entry))).toHaveLength(1);
  });

  it.each([
    ['a member', 'electron.app.setBadgeCount(1)', /app|App/],
    ['an event', "electron.app.on('certificate-error', () => {})", /certificate-error/],
    ['a module', 'clipboard.readText()', /clipboard\.readText/],
    ['a window’s member', 'electron.BrowserWindow.getAllWindows()[0].capturePage()', /BrowserWindow\.capturePage/],
    ['a window without a sandbox', 'new electron.BrowserWindow({ webPreferences: { sandbox: false } })', /sandbox/],
    ['a window option', 'new electron.BrowserWindow({ kiosk: true, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } })', /kiosk/],
    ['a dialog', 'electron.dialog.showMessageBoxSync({})', /showMessageBoxSync/],
    ['a page outside', "electron.shell.openExternal('https://example.test/')", /openExternal/],
    ['a role', "electron.Menu.buildFromTemplate([{ role: 'togglefullscreen' }]).items[0].click()", /togglefullscreen/],
  ])('throws by name for %s that it does not have', async (_what, source, name) => {
    const outcome = await inMain(source);
    expect(outcome).toMatch(/^ElectronLiteError: /);
    expect(outcome).toMatch(name);
  });

  it('encrypts what safeStorage is given, and says that it is a stand-in', async () => {
    expect(await inMain("electron.safeStorage.decryptString(electron.safeStorage.encryptString('secret ü'))")).toBe('secret ü');
    expect(await inMain("electron.safeStorage.encryptString('secret').includes('secret')")).toBe('false');
    expect(await inMain('electron.safeStorage.getSelectedStorageBackend()')).toBe('electron_lite_stand_in');
  });

  it('asks about windows that a page opens, and opens none', async () => {
    expect(await page.evaluate(() => window.open('app://bundle/x.html') === null)).toBe(true);
    await expect.poll(seen).toContain('open app://bundle/x.html');
    expect(app.windows()).toHaveLength(1);
  });

  it('lets a page go where main does not prevent it, and closes its ports', async () => {
    await page.evaluate(() => {
      location.href = '/second.html';
    });
    await page.waitForURL(/second/);
    await expect.poll(seen).toContain('app://bundle/second.html');
    expect(await seen()).toContain('port closed');
  });

  it('quits only when no window objects', async () => {
    await app.evaluate(({ app: electronApp }) => electronApp.quit());
    expect(await inMain('electron.BrowserWindow.getAllWindows().length')).toBe('1');
    await app.evaluate(() => Object.assign(globalThis, { keepOpen: false }));
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ app: electronApp }) => electronApp.quit());
    expect(await ended).toBe(0);
  });
});
