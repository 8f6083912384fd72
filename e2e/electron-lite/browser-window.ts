import { connection } from './browser-state.ts';
import type { CdpSession } from './cdp-connection.ts';
import { ElectronLiteError } from './not-offered.ts';
import { WORK_AREA, type Rectangle } from './screen.ts';
import { preventable, StrictEmitter } from './strict-emitter.ts';
import { WebContents } from './web-contents.ts';
import { checkOptions, type WindowOptions } from './window-options.ts';

const EVENTS = ['ready-to-show', 'show', 'hide', 'focus', 'blur', 'close', 'closed', 'minimize', 'restore', 'maximize', 'unmaximize', 'resize', 'move'];
const windows = new Map<number, BrowserWindow>();

type Normal = 'normal' | 'minimized' | 'maximized';

/** `BrowserWindow` of Electron: a window of a Chromium without a screen. Its state is what was asked for; the page has its size. */
export class BrowserWindow extends StrictEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  private readonly page: Promise<{ readonly session: CdpSession; readonly targetId: string }>;
  private readonly ended: Promise<void>;
  private bounds: Rectangle;
  private state: Normal = 'normal';
  private before: Normal = 'normal';
  private visible: boolean;
  private focused = false;
  private title = '';
  private destroyed = false;
  private closing = false;

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.focused) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null;
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  constructor(options: WindowOptions) {
    super(EVENTS);
    checkOptions(options);
    const { width = 800, height = 600 } = options;
    this.bounds = { width, height, x: options.x ?? Math.round((WORK_AREA.width - width) / 2), y: options.y ?? Math.round((WORK_AREA.height - height) / 2) };
    this.page = openPage(this.bounds);
    this.visible = options.show ?? true;
    this.focused = this.visible;
    let end = (): void => {};
    this.ended = new Promise((resolve) => (end = resolve));
    this.webContents = new WebContents(this.page, options.webPreferences?.preload, () => void this.close());
    this.id = this.webContents.id;
    windows.set(this.id, this);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    void this.page.then(({ targetId }) => connection().browser.on('Target.targetDestroyed', (gone) => gone['targetId'] === targetId && this.forget(end)));
    // With its last window Chromium may end, without a word about the window.
    void connection().closed.then(() => this.forget(end));
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  /** Asks the window's listeners, then closes it; `ended` tells when. */
  close(): Promise<boolean> {
    const event = preventable({});
    if (!this.destroyed) this.emit('close', event);
    return event.defaultPrevented ? Promise.resolve(false) : this.destroy().then(() => true);
  }

  async destroy(): Promise<void> {
    const { targetId } = await this.page;
    this.closing = true;
    if (!this.destroyed) void connection().browser.send('Target.closeTarget', { targetId }).catch(() => {});
    await this.ended;
  }

  /** Tells whether the window was there to stay. */
  isStaying(): boolean {
    return !this.closing && !this.destroyed;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  show(): void {
    this.visible = true;
    this.emit('show');
    this.focus();
  }

  hide(): void {
    this.visible = false;
    this.emit('hide');
    this.blur();
  }

  isVisible(): boolean {
    return this.visible && this.state !== 'minimized';
  }

  focus(): void {
    for (const window of windows.values()) if (window !== this) window.blur();
    if (!this.focused) this.emit('focus');
    this.focused = true;
  }

  blur(): void {
    if (this.focused) this.emit('blur');
    this.focused = false;
  }

  isFocused(): boolean {
    return this.focused;
  }

  minimize(): void {
    this.before = this.state;
    this.state = 'minimized';
    this.blur();
    this.emit('minimize');
  }

  restore(): void {
    this.state = this.before;
    this.emit('restore');
  }

  isMinimized(): boolean {
    return this.state === 'minimized';
  }

  maximize(): void {
    this.state = 'maximized';
    this.place();
    this.emit('maximize');
  }

  unmaximize(): void {
    this.state = 'normal';
    this.place();
    this.emit('unmaximize');
  }

  isMaximized(): boolean {
    return this.state === 'maximized';
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.place();
    this.emit('move');
    this.emit('resize');
  }

  getBounds(): Rectangle {
    return this.state === 'maximized' ? { ...WORK_AREA } : { ...this.bounds };
  }

  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }

  setTitle(title: string): void {
    this.title = title;
  }

  getTitle(): string {
    return this.title;
  }

  setProgressBar(fraction: number): void {
    if (typeof fraction !== 'number') throw new TypeError('setProgressBar takes a number');
  }

  private place(): void {
    const { width, height, x, y } = this.getBounds();
    const move = async ({ targetId }: { readonly targetId: string }): Promise<void> => {
      const { windowId } = await connection().browser.send('Browser.getWindowForTarget', { targetId });
      await connection().browser.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y, width, height } });
    };
    void this.page.then(move).catch((error: unknown) => {
      // A window that closes meanwhile cannot be moved, and need not be.
      if (this.isStaying()) throw error;
    });
  }

  private forget(end: () => void): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.focused = false;
    windows.delete(this.id);
    this.webContents.end();
    this.emit('closed');
    end();
    closedListeners.forEach((listener) => listener());
  }
}

const closedListeners: (() => void)[] = [];

/** Tells of every window that has closed, after it is no longer listed. */
export function onWindowClosed(listener: () => void): void {
  closedListeners.push(listener);
}

/** `webContents` of Electron: the pages that there are. */
export const webContents = {
  getAllWebContents: (): WebContents[] => BrowserWindow.getAllWindows().map((window) => window.webContents),
  fromId: (id: number): WebContents | undefined => BrowserWindow.fromId(id)?.webContents,
  /** Playwright asks in this way for the window of a page. */
  fromDevToolsTargetId: (targetId: string): WebContents | undefined => webContents.getAllWebContents().find((contents) => contents.targetId === targetId),
};

async function openPage({ x, y, width, height }: Rectangle): Promise<{ readonly session: CdpSession; readonly targetId: string }> {
  const { browser, session } = connection();
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', newWindow: true, left: x, top: y, width, height });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  if (typeof targetId !== 'string' || typeof sessionId !== 'string') throw new ElectronLiteError('Chromium opened no window');
  return { session: session(sessionId), targetId };
}
