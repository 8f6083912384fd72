import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { measureScroll, type ScrollFigures } from '../../e2e/window/measure-scroll.ts';
import { launchBrowser, openPage, serveWindow } from '../../e2e/window/serve-window.ts';
import { editCard, makeCards } from '../measure/cards.ts';
import { withCleanUp } from '../measure/clean-up.ts';
import { inWorkFolder } from '../measure/work-folder.ts';
import { withSynctrace, type Synctrace } from '../measure/with-synctrace.ts';
import { plainFigure } from '../results/figures.ts';
import type { Bench, Measured, Scale } from '../results/types.ts';

const ROWS = 100_000;
const SECONDS = 5;
const LONGEST_WAIT_MS = 180_000;

/** The window's list of changes at its largest. */
export const page: Bench = {
  name: 'page',
  title: `The page: ${ROWS.toLocaleString('en-GB')} rows in Compare`,
  measure: (scale, say) => {
    if (!existsSync(join(import.meta.dirname, '..', '..', 'dist/renderer/index.html'))) return Promise.resolve({ skipped: 'the page is not built: npm run build' });
    return withSynctrace((synctrace) => inWorkFolder('page', (folder) => measure(folder, synctrace, scale, say)));
  },
};

async function measure(folder: string, synctrace: Synctrace, scale: Scale, say: (line: string) => void): Promise<Measured> {
  const rows = scale.size(ROWS);
  say(`importing ${rows} cards twice, each changed`);
  const file = join(folder, 'large.synctrace');
  const cards = makeCards(rows);
  for (const [index, texts] of [cards.map((card) => card.text), cards.map((card, round) => editCard(card.text, round))].entries()) {
    const path = join(folder, `${index}.vcf`);
    writeFileSync(path, texts.join(''));
    await synctrace.run(['--case', file, 'import', path, '--source', 'large', '--at', `2026-03-0${index + 1}T09:00:00Z`]);
  }
  say('opening the page and scrolling');
  const browser = await launchBrowser();
  return withCleanUp(
    () => browser.close(),
    async () => {
      const taken: { readonly firstRowsMs: number; readonly scroll: ScrollFigures }[] = [];
      for (let run = 0; run < scale.pairs(3); run += 1) {
        // A case of its own: the comparison is kept in it once it was made.
        const copy = join(folder, `page-${run}.synctrace`);
        copyFileSync(file, copy);
        taken.push(await openAndScroll(browser, copy));
      }
      if (taken.some(({ scroll }) => scroll.rows !== rows || scroll.missingAtRest > 0)) throw new Error('the page does not show every row');
      return {
        figures: [
          plainFigure('first rows after the diff is there', 'ms', taken.map((one) => one.firstRowsMs), { atMost: 1000 }),
          plainFigure('frames in the slowest second of scrolling', 'frames/s', taken.map((one) => one.scroll.leastFramesPerSecond), { atLeast: 30 }),
          plainFigure('frames on average', 'frames/s', taken.map((one) => one.scroll.meanFramesPerSecond), null),
          plainFigure('longest frame', 'ms', taken.map((one) => one.scroll.longestFrameMs), null),
        ],
        trials: [],
        with: [`Chromium ${browser.version()} without a screen, drawing in software`],
        simulated: [`The loopback host as it is started by a person, with one page. The list was scrolled from end to end and back in ${SECONDS} s.`],
      };
    },
  );
}

async function openAndScroll(browser: Browser, file: string): Promise<{ firstRowsMs: number; scroll: ScrollFigures }> {
  const served = await serveWindow(['--case', file]);
  return withCleanUp(
    () => served.stop(),
    async () => {
      let startedMs = performance.now();
      const { page } = await openPage(browser, served.address);
      const progress = page.getByRole('region', { name: 'Compare' });
      const firstRow = page.locator('[data-index="0"]');
      await progress.or(firstRow).first().waitFor({ timeout: LONGEST_WAIT_MS });
      // Its progress goes when the comparison has ended. A small one may end unseen: then the time to open the page counts as well.
      if (await progress.isVisible()) {
        await progress.waitFor({ state: 'detached', timeout: LONGEST_WAIT_MS });
        startedMs = performance.now();
      }
      await firstRow.waitFor();
      const firstRowsMs = performance.now() - startedMs;
      const scroll = await measureScroll(page, SECONDS);
      await page.context().close();
      return { firstRowsMs, scroll };
    },
  );
}
