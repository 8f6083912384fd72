import type { Page } from '@playwright/test';

export interface ScrollFigures {
  readonly rows: number;
  readonly seconds: number;
  /** Of the slowest second. */
  readonly leastFramesPerSecond: number;
  readonly meanFramesPerSecond: number;
  readonly longestFrameMs: number;
  /** Rows that stood as “loading” when the scrolling had come to rest for half a second. */
  readonly missingAtRest: number;
}

/** Scrolls the list from its first row to its last and back, without a stop, and counts the frames that were drawn. */
export async function measureScroll(page: Page, seconds: number): Promise<ScrollFigures> {
  return page.evaluate(async (duration) => {
    const grid = document.querySelector('[role=grid]');
    if (grid === null) throw new Error('no list');
    const most = grid.scrollHeight - grid.clientHeight;
    const frames: number[] = [];
    const started = performance.now();
    await new Promise<void>((resolve) => {
      const step = (now: number): void => {
        frames.push(now);
        const share = (now - started) / (duration * 1000);
        if (share >= 1) return resolve();
        // There and back: every row comes by twice, at tens of thousands of pixels a second.
        grid.scrollTop = most * (share < 0.5 ? 2 * share : 2 - 2 * share);
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
    const gaps = frames.slice(1).map((time, index) => time - (frames[index] ?? time));
    const secondsSeen = frames.filter((time) => time + 1000 <= (frames.at(-1) ?? 0));
    const perSecond = secondsSeen.map((from) => frames.filter((time) => time >= from && time < from + 1000).length);
    grid.scrollTop = most / 3;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const missing = [...grid.querySelectorAll('[data-index]')].filter((row) => row.getAttribute('aria-label') === 'Loading').length;
    return {
      rows: Number(grid.getAttribute('aria-rowcount')) - 1,
      seconds: duration,
      leastFramesPerSecond: Math.min(...perSecond),
      meanFramesPerSecond: Math.round((frames.length / duration) * 10) / 10,
      longestFrameMs: Math.round(Math.max(...gaps)),
      missingAtRest: missing,
    };
  }, seconds);
}
