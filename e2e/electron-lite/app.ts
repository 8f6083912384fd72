import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserWindow, onWindowClosed } from './browser-window.ts';
import { ElectronLiteError, notOffered, strict } from './not-offered.ts';
import { takeLock, type InstanceLock } from './single-instance.ts';
import { preventable, StrictEmitter } from './strict-emitter.ts';

// The last five are known and never come by themselves: a test can emit them.
const EVENTS = ['ready', 'will-finish-launching', 'before-quit', 'will-quit', 'quit', 'window-all-closed', 'second-instance', 'activate', 'open-file', 'open-url', 'web-contents-created', 'child-process-gone'];
const switches = new Map<string, string>();

/** What of the app is decided where the program starts. */
export interface AppSettings {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly arguments: readonly string[];
  /** Ends Chromium; the process ends after it. */
  readonly end: () => Promise<void>;
}

class App extends StrictEmitter {
  readonly isPackaged = false;
  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value = ''): void => void switches.set(name, value),
    hasSwitch: (name: string): boolean => switches.has(name),
    getSwitchValue: (name: string): string => switches.get(name) ?? '',
  });
  private settings: AppSettings | undefined;
  private lock: InstanceLock | undefined;
  private ready = false;
  private quitting = false;
  private isLeaving = false;
  private readonly paths = new Map<string, string>();
  private readonly becameReady: Promise<void>;

  constructor() {
    super(EVENTS);
    this.becameReady = new Promise((resolve) => this.once('ready', resolve));
    onWindowClosed(() => {
      if (this.quitting || BrowserWindow.getAllWindows().length > 0) return;
      if (!this.emit('window-all-closed')) this.quit();
    });
  }

  getName(): string {
    return this.known().name;
  }

  getVersion(): string {
    return this.known().version;
  }

  getAppPath(): string {
    return this.known().folder;
  }

  getLocale(): string {
    return 'en-GB';
  }

  getPath(name: string): string {
    const home = homedir();
    const given = this.known().arguments.find((argument) => argument.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length);
    const appData = process.platform === 'darwin' ? join(home, 'Library/Application Support') : (process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'));
    const userData = given ?? join(appData, this.getName());
    const known: Readonly<Record<string, string>> = { home, appData, userData, sessionData: userData, logs: join(userData, 'logs'), temp: tmpdir(), exe: process.execPath, documents: join(home, 'Documents'), downloads: join(home, 'Downloads'), desktop: join(home, 'Desktop') };
    const path = this.paths.get(name) ?? known[name];
    if (path === undefined) throw notOffered(`app.getPath('${name}')`);
    return path;
  }

  setPath(name: string, path: string): void {
    this.getPath(name);
    this.paths.set(name, path);
  }

  setAppUserModelId(id: string): void {
    if (typeof id !== 'string') throw new TypeError('an id is text');
  }

  whenReady(): Promise<void> {
    return this.becameReady;
  }

  isReady(): boolean {
    return this.ready;
  }

  requestSingleInstanceLock(): boolean {
    this.lock ??= takeLock(this.getPath('userData'), process.argv, (argv, folder) => this.emit('second-instance', preventable({}), argv, folder, null));
    return this.lock.isFirst;
  }

  hasSingleInstanceLock(): boolean {
    return this.lock?.isFirst === true;
  }

  quit(): void {
    if (this.quitting) return;
    this.quitting = true;
    // Electron, too, returns at once and quits when the caller has finished.
    setImmediate(() => void this.tryToQuit());
  }

  exit(status = 0): void {
    if (this.isLeaving) return;
    this.isLeaving = true;
    this.lock?.release();
    void this.known()
      .end()
      .finally(() => process.exit(status));
  }

  /** The program has started: everything but Chromium is known. */
  begin(settings: AppSettings): void {
    this.settings = settings;
  }

  /** Whether main has asked to quit before the app was ready. */
  isQuitting(): boolean {
    return this.quitting;
  }

  /** Chromium is there. */
  becomeReady(): void {
    if (this.isLeaving) return;
    this.ready = true;
    this.emit('ready', {}, {});
  }

  /** The switches that main asked for, to be given to Chromium. */
  asked(): readonly string[] {
    return [...switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  }

  private async tryToQuit(): Promise<void> {
    const before = preventable({});
    this.emit('before-quit', before);
    const closed = before.defaultPrevented ? [false] : await Promise.all(BrowserWindow.getAllWindows().map((window) => window.close()));
    const will = preventable({});
    if (!closed.includes(false)) this.emit('will-quit', will);
    if (closed.includes(false) || will.defaultPrevented) {
      this.quitting = false;
      return;
    }
    this.emit('quit', {}, 0);
    this.exit(0);
  }

  private known(): AppSettings {
    if (this.settings === undefined) throw new ElectronLiteError('the app is used outside of electron-lite');
    return this.settings;
  }
}

/** `app` of Electron. */
export const app = new App();
