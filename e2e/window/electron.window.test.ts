import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHOSEN, newUser, type RunningApp } from '../electron-lite/launch-app.ts';
import { itDoesTheWholeJob } from './whole-job-steps.ts';

console.log(`The Electron window runs in ${CHOSEN.kind}: ${CHOSEN.because}.`);

const PLACE = { x: 140, y: 90, width: 1100, height: 720 };
const user = newUser();
let running: RunningApp | undefined;

function open(): RunningApp {
  if (running === undefined) throw new Error('the app does not run');
  return running;
}

async function start(...args: readonly string[]): Promise<void> {
  running = await user.launch(...args);
}

async function stop(): Promise<void> {
  await running?.app.close();
  running = undefined;
}

function practiceCase(): string {
  const [found] = globSync(join(user.folder, 'data/**/*.synctrace'));
  if (found === undefined) throw new Error('there is no practice case');
  return found;
}

/** The mark beside the title of the case that is open. */
function practiceMark(): Locator {
  return open().page.getByRole('banner').getByText('Practice data');
}

/** A case that was opened shows what changed. */
async function isOpened(): Promise<void> {
  await practiceMark().waitFor();
  await open().page.waitForURL(/#\/compare/);
}

function place(): Promise<{ readonly bounds: object; readonly maximized: boolean }> {
  return open().app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('there is no window');
    return { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
  });
}

async function choose(command: string): Promise<void> {
  await open().app.evaluate(({ Menu }, id) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(id) ?? null;
    if (item === null) throw new Error(`no menu item ${id}`);
    item.click();
  }, command);
}

afterAll(async () => {
  await stop();
  user.forget();
});

describe(`the whole job in ${CHOSEN.kind}`, () => {
  beforeAll(() => start('--practice'));

  itDoesTheWholeJob(
    () => open().page,
    () => open().faults,
  );

  it('leaves where the window was, and a case file that stands alone', async () => {
    await open().app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), PLACE);
    await stop();
    expect(globSync(`${practiceCase()}-*`)).toEqual([]);
  });
});

describe(`the window of ${CHOSEN.kind}`, () => {
  beforeAll(() => start());

  it('opens where it was', async () => {
    expect(await place()).toEqual({ bounds: PLACE, maximized: false });
    await open().page.getByRole('link', { name: /Home/ }).waitFor();
  });

  it('gives the case of a second start to the first, comes forward, and lets the second end', async () => {
    await open().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    expect(await user.launchAgain('--case', practiceCase())).toBe(0);
    await isOpened();
    expect(await open().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))).toEqual([false]);
  });

  it('takes commands from its menus', async () => {
    await choose('go-accounts');
    await open().page.waitForURL(/#\/accounts/);
    await choose('go-compare');
    await open().page.waitForURL(/#\/compare/);
  });

  it('opens the case that is chosen in the system’s dialog, and none where the dialog is left', async () => {
    await choose('case-close');
    await practiceMark().waitFor({ state: 'hidden' });
    await open().app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    });
    await choose('case-open');
    await open().app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, practiceCase());
    await choose('case-open');
    await isOpened();
  });

  it('opens a case file that the system hands to it', async () => {
    await choose('case-close');
    await practiceMark().waitFor({ state: 'hidden' });
    await open().app.evaluate(({ app }, path) => {
      app.emit('open-file', { preventDefault: () => {} }, path);
    }, practiceCase());
    await isOpened();
  });

  it('connects a page that is loaded anew, with the case that was open', async () => {
    await open().page.reload();
    await practiceMark().waitFor();
  });

  it('opens maximised where it was, and as large as before when it is made smaller', async () => {
    await open().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize());
    expect(open().faults).toEqual([]);
    await stop();
    await start();
    expect(await place()).toEqual({ bounds: PLACE, maximized: true });
  });

  it('ends when its window is closed', async () => {
    await open().page.getByRole('link', { name: /Home/ }).waitFor();
    const { app } = open();
    const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ BrowserWindow }) => {
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0);
    });
    expect(await ended).toBe(0);
    running = undefined;
  });
});
