import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';

/** A Chromium that can be started. */
export interface BrowserProgram {
  readonly executablePath: string;
  /** What it needs in its environment besides what is there. */
  readonly environment: Readonly<Record<string, string>>;
}

const CACHE = join(import.meta.dirname, '..', '..', 'node_modules/.cache');

/** The browser that the machine has: the one from npm on linux-x64, else Playwright's own, else an installed Chrome. */
export async function launchBrowser(): Promise<Browser> {
  const program = await findBrowser();
  if (program === null) return chromium.launch({ channel: 'chrome' });
  return chromium.launch({ executablePath: program.executablePath, env: { ...process.env, ...program.environment }, args: ['--no-sandbox'] });
}

/** The browser from npm on linux-x64, else Playwright's own where it is there. */
export async function findBrowser(): Promise<BrowserProgram | null> {
  if (process.platform === 'linux' && process.arch === 'x64') return unpackBrowser();
  return existsSync(chromium.executablePath()) ? { executablePath: chromium.executablePath(), environment: {} } : null;
}

/** The browser from npm, unpacked once for each version (it takes whatever lies in the temporary folder for its own), with the font that it brings. */
async function unpackBrowser(): Promise<BrowserProgram> {
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = join(entry.slice(0, entry.lastIndexOf('@sparticuz')), '@sparticuz/chromium');
  const folder = join(CACHE, `chromium-${versionOf(root)}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const executablePath = await packed.executablePath();
    const fonts = await inflate(join(root, 'bin/fonts.tar.br'));
    const fontsFile = join(dirname(fonts), 'fonts.conf');
    writeFileSync(fontsFile, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir><dir>${fonts}</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>\n`);
    return { executablePath, environment: { FONTCONFIG_FILE: fontsFile } };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function versionOf(root: string): string {
  const document = createRequire(import.meta.url)(join(root, 'package.json')) as { version: string };
  return document.version;
}
