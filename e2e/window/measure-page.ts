import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';

/** Milliseconds from a click on a screen in the navigation until that screen stands there and was painted, and until nothing of it is loading. */
export interface ScreenChange {
  readonly shownMs: number;
  /** Null: it was still working when the wait was over. */
  readonly filledMs: number | null;
}

/** Goes to a screen by the navigation; waits so long for its contents. */
export async function changeScreen(page: Page, screen: string, longestMs: number): Promise<ScreenChange> {
  return page.evaluate(
    async ({ screen: name, longestMs: longest }) => {
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const heading = (): Element | null => document.querySelector('main h1');
      const before = heading();
      const link = document.querySelector<HTMLElement>(`nav a[href$="#/${name}"]`);
      if (link === null) throw new Error(`no screen ${name}`);
      const started = performance.now();
      link.click();
      while (heading() === null || heading() === before) await frame();
      // The frame after the one in which it was drawn.
      await frame();
      const shownMs = performance.now() - started;
      const isWorking = (): boolean =>
        document.querySelector('main section.card[aria-label] [role=progressbar], main [role=row][aria-label="Loading"]') !== null ||
        [...document.querySelectorAll('main p')].some(({ textContent }) => textContent === 'Loading…');
      while (performance.now() - started < longest) {
        if (!isWorking()) return { shownMs, filledMs: performance.now() - started };
        await frame();
      }
      return { shownMs, filledMs: null };
    },
    { screen, longestMs },
  );
}

/** Begins to note every stretch for which the page's main thread was blocked for more than 50 ms; throws where the browser does not tell of one. */
export async function watchBlocks(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(async () => {
    const isNoted = new Promise((resolve) => {
      new PerformanceObserver((_, observer) => {
        observer.disconnect();
        resolve(true);
      }).observe({ type: 'longtask' });
      setTimeout(() => resolve(false), 2000);
    });
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        const until = performance.now() + 80;
        while (performance.now() < until);
        resolve();
      });
    });
    if (!(await isNoted)) throw new Error('this browser tells nothing of a blocked thread');
    const blocks: number[] = [];
    const observer = new PerformanceObserver((list) => blocks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
    Object.assign(globalThis, { syncTraceBlocks: { blocks, observer } });
  });
  return () =>
    page.evaluate(() => {
      const { blocks, observer } = (globalThis as unknown as { syncTraceBlocks: { blocks: number[]; observer: PerformanceObserver } }).syncTraceBlocks;
      blocks.push(...observer.takeRecords().map(({ duration }) => duration));
      observer.disconnect();
      return blocks;
    });
}

/** Bytes that the page's process holds now and held at most; null where the machine does not tell. */
export async function rendererMemory(browser: Browser): Promise<{ readonly bytes: number; readonly peakBytes: number } | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const taken = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => processMemory(id));
  // A browser may keep another page's process ready: the largest is the one that is looked at.
  return taken.filter((one) => one !== null).toSorted((left, right) => right.peakBytes - left.peakBytes)[0] ?? null;
}

/** The same of any process. */
export function processMemory(pid: number): { readonly bytes: number; readonly peakBytes: number } | null {
  if (process.platform !== 'linux') return null;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kibibytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  return { bytes: kibibytes('VmRSS') * 1024, peakBytes: kibibytes('VmHWM') * 1024 };
}
