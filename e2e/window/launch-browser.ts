import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..', '..');

/** The browser that the machine has: the one from npm on linux-x64, else Playwright's own, else an installed Chrome. */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') return chromium.launch({ executablePath: await unpackChromium(), args: ['--no-sandbox'] });
  if (existsSync(chromium.executablePath())) return chromium.launch();
  return chromium.launch({ channel: 'chrome' });
}

/** Unpacks the browser from npm once for each version: it takes whatever lies in the temporary folder for its own. */
async function unpackChromium(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium');
  const folder = join(ROOT, 'node_modules/.cache/chromium-153.0.0');
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
