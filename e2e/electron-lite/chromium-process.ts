import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findBrowser } from '../window/launch-browser.ts';
import { connectCdp, type CdpConnection } from './cdp-connection.ts';

const END_MS = 3000;
const SWITCHES = ['--remote-debugging-port=0', '--no-startup-window', '--headless=new', '--password-store=basic', '--use-mock-keychain', '--no-first-run', '--hide-scrollbars', '--disable-gpu', '--block-new-web-contents'];

/** The Chromium that shows the windows. */
export interface Chromium {
  readonly connection: CdpConnection;
  end(): Promise<void>;
}

/** Starts Chromium without a window and repeats the line by which Playwright finds it. */
export async function startChromium(more: readonly string[]): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'electron-lite-'));
  const program = await findBrowser();
  if (program === null) throw new Error('electron-lite needs Chromium: `npx playwright install chromium-headless-shell` brings one');
  const child = spawn(program.executablePath, [...SWITCHES, ...more, `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...program.environment } });
  // However this process ends, no Chromium stays behind.
  process.once('exit', () => child.kill('SIGKILL'));
  const address = await readAddress(child);
  process.stderr.write(`DevTools listening on ${address}\n`);
  const connection = await connectCdp(address);
  return {
    connection,
    async end() {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
      connection.browser.send('Browser.close').catch(() => {});
      const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
      await ended;
      clearTimeout(late);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function readAddress(child: ChildProcess & { stderr: NodeJS.ReadableStream }): Promise<string> {
  const lines = createInterface({ input: child.stderr });
  const seen: string[] = [];
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Chromium ended before it listened: ${seen.join(' ')}`)));
    lines.on('line', (line) => {
      seen.push(line);
      const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
