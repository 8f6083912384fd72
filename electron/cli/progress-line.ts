import type { Progress } from '../../shared/progress.ts';
import { plain } from './table.ts';

const WORDS: Readonly<Record<Progress['phase'], string>> = {
  connect: 'connecting',
  list: 'listing',
  download: 'reading',
  read: 'reading',
  store: 'storing',
  check: 'checking',
  compare: 'comparing',
  write: 'writing',
  verify: 'reading back',
};

/**
 * Shows progress on stderr: as a bar that stays on its line where stderr is a terminal, else as a line every five seconds. `end` clears
 * the bar.
 */
export function createProgressLine(stream: NodeJS.WriteStream, nowMs: () => number): { show(progress: Progress): void; end(): void } {
  const isTerminal = stream.isTTY === true;
  const pauseMs = isTerminal ? 100 : 5_000;
  let lastMs = isTerminal ? 0 : nowMs();
  let isShown = false;
  return {
    show(progress) {
      if (nowMs() - lastMs < pauseMs) return;
      lastMs = nowMs();
      const line = plain(progressText(progress));
      if (isTerminal) stream.write(`\r\u001b[2K${line}`);
      else stream.write(`${line}\n`);
      isShown = true;
    },
    end() {
      if (isTerminal && isShown) stream.write('\r\u001b[2K');
    },
  };
}

function progressText(progress: Progress): string {
  const count = progress.total === null ? `${progress.done}` : `${progress.done} of ${progress.total}`;
  const source = progress.source === undefined ? '' : `${progress.source}: `;
  if (progress.total === null) return `${source}${WORDS[progress.phase]} ${count}`;
  const filled = Math.round(progress.fraction * 20);
  return `${source}[${'#'.repeat(filled)}${'.'.repeat(20 - filled)}] ${Math.round(progress.fraction * 100)} % ${WORDS[progress.phase]} ${count}`;
}
