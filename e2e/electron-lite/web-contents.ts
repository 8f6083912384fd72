import { readFileSync } from 'node:fs';
import type { CdpSession, Fields } from './cdp-connection.ts';
import { listenForMain } from './ipc-main.ts';
import { notOffered } from './not-offered.ts';
import { linkPage, type PageLink } from './page-link.ts';
import { answerHeldRequest, fromChromium, requestPatterns, toChromium } from './schemes.ts';
import { session as sessions } from './session.ts';
import { preventable, StrictEmitter } from './strict-emitter.ts';

// The last four are known and never come by themselves: a test can emit them.
const EVENTS = ['did-finish-load', 'did-fail-load', 'dom-ready', 'will-navigate', 'will-frame-navigate', 'render-process-gone', 'destroyed', 'will-attach-webview', 'will-redirect', 'unresponsive', 'responsive'];

type OpenHandler = (details: { readonly url: string; readonly frameName: string; readonly features: string }) => { readonly action: string };

let count = 0;

/** `webContents` of Electron: one page of Chromium, driven over the debugging protocol. */
export class WebContents extends StrictEmitter {
  readonly id: number;
  readonly session = sessions.defaultSession;
  readonly mainFrame: { url: string; readonly origin: string };
  /** The page's name in the debugging protocol, once Chromium has opened it. */
  targetId: string | undefined;
  private readonly closeWindow: () => void;
  private readonly ready: Promise<CdpSession>;
  private link: PageLink | undefined;
  private openHandler: OpenHandler | undefined;
  private loading = 0;
  private gone = false;

  constructor(page: Promise<{ readonly session: CdpSession; readonly targetId: string }>, preload: string | undefined, close: () => void) {
    super(EVENTS);
    count += 1;
    this.id = count;
    this.closeWindow = close;
    this.mainFrame = {
      url: 'about:blank',
      get origin() {
        return this.url.split('/').slice(0, 3).join('/');
      },
    };
    this.ready = page.then(async ({ session, targetId }) => {
      this.targetId = targetId;
      await this.follow(session, targetId);
      const ipc = listenForMain(() => ({ sender: this, senderFrame: this.mainFrame, frameId: 1, processId: 1 }));
      if (preload !== undefined) this.link = await linkPage(session, targetId, readFileSync(preload, 'utf8'), ipc);
      return session;
    });
  }

  async loadURL(url: string): Promise<void> {
    const session = await this.ready;
    this.loading += 1;
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve));
    const { errorText } = await session.send('Page.navigate', { url: toChromium(url) });
    this.loading -= 1;
    if (errorText === undefined) return loaded;
    this.emit('did-fail-load', {}, -2, errorText, url, true);
    throw new Error(`${errorText} loading '${url}'`);
  }

  send(channel: string, ...args: unknown[]): void {
    this.linked().send(channel, args, []);
  }

  postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []): void {
    this.linked().send(channel, [message], transfer);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.gone;
  }

  reload(): void {
    this.loading += 1;
    void this.ready.then((session) => session.send('Page.reload')).finally(() => (this.loading -= 1));
  }

  close(): void {
    this.closeWindow();
  }

  /** Tells that Chromium has closed the page. */
  end(): void {
    this.gone = true;
    this.emit('destroyed');
  }

  private linked(): PageLink {
    if (this.link === undefined) throw notOffered('messages to a page without a preload, or before it has loaded');
    return this.link;
  }

  private async follow(session: CdpSession, mainFrame: string): Promise<void> {
    session.on('Page.domContentEventFired', () => this.emit('dom-ready'));
    session.on('Page.loadEventFired', () => this.mainFrame.url !== 'about:blank' && this.emit('did-finish-load'));
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.mainFrame.url = fromChromium(`${frame.url}${frame.urlFragment ?? ''}`);
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === mainFrame) this.mainFrame.url = fromChromium(url as string);
    });
    session.on('Inspector.targetCrashed', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    session.on('Page.windowOpen', (asked) => this.refuseWindow(asked));
    session.on('Fetch.requestPaused', (held) => {
      // The page may have gone meanwhile, and its requests with it.
      this.passRequest(session, held, mainFrame).catch(() => session.send('Fetch.failRequest', { requestId: held['requestId'], errorReason: 'Failed' }).catch(() => {}));
    });
    await session.send('Page.enable');
    await session.send('Fetch.enable', { patterns: requestPatterns() });
  }

  /** Chromium was told to open no windows at all; so only a refusal is truthful. */
  private refuseWindow({ url, windowName, windowFeatures }: Fields): void {
    const answer = this.openHandler?.({ url: fromChromium(url as string), frameName: windowName as string, features: (windowFeatures as string[]).join(',') });
    if (answer?.action !== 'deny') throw notOffered('windows that a page opens');
  }

  private async passRequest(session: CdpSession, held: Fields, mainFrame: string): Promise<void> {
    const isMainFrame = held['frameId'] === mainFrame;
    if (held['resourceType'] === 'Document' && !(isMainFrame && this.loading > 0) && this.isPrevented(fromChromium(held['request'].url as string), isMainFrame)) {
      await session.send('Fetch.failRequest', { requestId: held['requestId'], errorReason: 'Aborted' });
      return;
    }
    await answerHeldRequest(session, held);
  }

  private isPrevented(url: string, isMainFrame: boolean): boolean {
    const event = preventable({ url, isMainFrame, isSameDocument: false });
    this.emit('will-frame-navigate', event);
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, url);
    return event.defaultPrevented;
  }
}
