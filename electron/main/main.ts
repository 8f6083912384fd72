import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { app, Menu, MessageChannelMain, protocol, safeStorage, session, type BrowserWindow, type MessagePortMain } from 'electron';
import { ENGINE_PROGRAM, startEngineWorker, type EngineWorker } from '../web/engine-worker.ts';
import { listPageFiles } from '../web/page-files.ts';
import { answerPageRequest, SCHEME } from './app-protocol.ts';
import { isCaseFile, readArguments } from './arguments.ts';
import { canKeepSecrets, serveKeyStore } from './key-store.ts';
import { createMainWindow } from './main-window.ts';
import { menuTemplate } from './menu-template.ts';
import { relayPort } from './relay-port.ts';
import { serveShellPort, tellPage } from './shell-port.ts';

// Boot order: the scheme and the lock before anything is ready, then the engine, then the window.
protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

const asked = readArguments(process.argv, process.cwd());
let window: BrowserWindow | undefined;
let engine: EngineWorker | undefined;
let shellPort: MessagePortMain | undefined;
/** A case to open as soon as a page can be told. */
let waiting: string | null = asked.casePath;
let hasEnded = false;

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, folder) => {
    openCase(readArguments(argv, folder).casePath);
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (isCaseFile(path)) openCase(path);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (hasEnded || engine === undefined) return;
    // The case file stands alone only once the engine has closed it.
    event.preventDefault();
    hasEnded = true;
    void engine.end().then(() => app.quit());
  });
  // Not awaited here: Electron is ready only once this file has been evaluated to its end.
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  const files = listPageFiles(join(import.meta.dirname, '..', '..', 'renderer'));
  protocol.handle(SCHEME, (request) => answerPageRequest(request, files));
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write'));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, (id) => shellPort !== undefined && tellPage(shellPort, { type: 'command', id }))));
  engine = startEngine(asked.practice && asked.casePath === null);
  window = createMainWindow(openCase);
  window.webContents.on('did-finish-load', () => window !== undefined && connectPage(window));
}

function startEngine(practice: boolean): EngineWorker {
  const keeps = canKeepSecrets(safeStorage, process.platform);
  const { port1, port2 } = new MessageChannel();
  if (keeps) serveKeyStore(port1, join(app.getPath('userData'), 'secrets.json'), safeStorage);
  const started = startEngineWorker({ casePath: null, practice, secrets: keeps ? 'keychain' : 'session' }, ENGINE_PROGRAM, keeps ? port2 : null);
  void startAgain(started);
  return started;
}

/** An engine that ends by itself is started anew, unless it never came up; the page says that it is lost and loads anew to connect. */
async function startAgain(current: EngineWorker): Promise<void> {
  const cameUp = await current.started.then(
    () => true,
    () => false,
  );
  await current.ended;
  if (cameUp && !hasEnded) engine = startEngine(false);
}

/** Gives a freshly loaded page its two ports; those of the page before it are closed with it. */
function connectPage(target: BrowserWindow): void {
  if (engine === undefined) return;
  const toEngine = new MessageChannelMain();
  const toShell = new MessageChannelMain();
  relayPort(toEngine.port1, engine.connect());
  serveShellPort(toShell.port1, target);
  shellPort = toShell.port1;
  target.webContents.postMessage('synctrace:ports', null, [toEngine.port2, toShell.port2]);
  openCase(waiting);
}

/** Opens a case in the page, or as soon as there is one: the page asks for its passphrase where it needs one. */
function openCase(path: string | null): void {
  waiting = null;
  if (path === null) return;
  if (shellPort === undefined) waiting = path;
  else tellPage(shellPort, { type: 'open-case', path });
}
