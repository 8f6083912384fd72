import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { isPageUrl, PAGE_URL } from './app-protocol.ts';
import { isCaseFile } from './arguments.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

const FIRST_SIZE = { width: 1280, height: 800 };
const LEAST_SIZE = { minWidth: 820, minHeight: 520 };

/**
 * The one window: sandboxed, isolated, without Node, where it was the last time. It shows the page and goes nowhere else; a case file that
 * is dropped on it is given to `onCaseFile`.
 */
export function createMainWindow(onCaseFile: (path: string) => void): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const state = readWindowState(file, screen.getAllDisplays().map((display) => display.workArea));
  const window = new BrowserWindow({
    ...FIRST_SIZE,
    ...LEAST_SIZE,
    ...(state.bounds ?? {}),
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#f2f3f5',
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: true,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeWindowState(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  guard(window, onCaseFile);
  void window.loadURL(PAGE_URL);
  return window;
}

/** Nothing leaves the page: no other document, no new window, no frame of another kind. */
function guard(window: BrowserWindow, onCaseFile: (path: string) => void): void {
  const { webContents } = window;
  webContents.on('will-navigate', (event) => {
    if (isPageUrl(event.url)) return;
    event.preventDefault();
    // Chromium opens a file that is dropped on a page by going to it: so a case file arrives without giving the page any path.
    if (event.url.startsWith('file:') && isCaseFile(new URL(event.url).pathname)) onCaseFile(fileURLToPath(event.url));
  });
  webContents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
