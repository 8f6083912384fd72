import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, serveWindow, type ServedWindow, type WatchedPage } from './serve-window.ts';

let browser: Browser;
let served: ServedWindow;
let watched: WatchedPage;
let page: Page;
let server: Server;
let base: string;

beforeAll(async () => {
  // Each path stands for a server that fails in its own way.
  server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/locked')) response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    else if (path.startsWith('/portal')) response.writeHead(200, { 'content-type': 'text/html' }).end('<html><form>Sign in</form></html>');
    else if (path.startsWith('/silent')) response.setTimeout(0);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  [browser, served] = await Promise.all([launchBrowser(), serveWindow([])]);
  watched = await openPage(browser, served.address);
  page = watched.page;
  await page.getByRole('button', { name: 'New case' }).click();
  await page.getByLabel('Title').fill('Ticket 4711');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Accounts' }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  server.closeAllConnections();
  server.close();
});

function content() {
  return page.locator('#content');
}

async function add(name: string, url: string): Promise<void> {
  if ((await page.getByLabel('Address', { exact: true }).count()) === 0) await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Address', { exact: true }).fill(url);
  await page.getByLabel('User', { exact: true }).fill('amara');
  await page.getByLabel('Password', { exact: true }).fill('canary-4711');
  await page.getByRole('button', { name: 'Add and test' }).click();
}

/** The steps of the shown test as `Sign-in failed`. */
async function steps(): Promise<string[]> {
  await page.getByRole('listitem').filter({ hasText: 'Reading' }).waitFor();
  return (await page.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

describe('what goes wrong', () => {
  it('is told at the step where it did: a wrong password', async () => {
    await add('locked', `${base}/locked/`);
    await content().getByText('The server refused the user name or password (HTTP 401).').waitFor();
    expect(await steps()).toEqual(['Address passed', 'Connection passed', 'Secure connection not needed', 'Sign-in failed', 'Collections not tried', 'Reading not tried']);
    expect(await content().getByText('many providers ask for an app password').isVisible()).toBe(true);
  });

  it('is told at the step where it did: a login page in place of a server', async () => {
    await add('portal', `${base}/portal/`);
    await content().getByText(/a login page, a portal or another service answered/).waitFor();
    expect(await steps()).toContain('Collections failed');
  });

  it('is told at the step where it did: nobody there', async () => {
    await add('nobody', 'http://127.0.0.1:9/');
    await content().getByText(/The server did not answer/).waitFor();
    expect((await steps()).slice(0, 2)).toEqual(['Address passed', 'Connection failed']);
  });

  it('is told in the form: a name that is taken', async () => {
    await add('locked', `${base}/locked/`);
    await content().getByText('There is a source named “locked” already.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('stops a capture within a second when it is cancelled', async () => {
    await add('silent', `${base}/silent/`);
    await page.getByRole('link', { name: /Capture/ }).click();
    for (const name of ['locked', 'portal', 'nobody']) await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).uncheck();
    await page.getByRole('button', { name: 'Take a snapshot' }).click();
    const progress = page.getByRole('region', { name: 'Snapshot' });
    await progress.waitFor();
    const started = performance.now();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Take a snapshot' }).waitFor();
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('stays in the list of problems until it is dismissed, and the case is as it was', async () => {
    await page.getByRole('checkbox', { name: /^silent/ }).uncheck();
    await page.getByRole('checkbox', { name: /^locked/ }).check();
    await page.getByRole('button', { name: 'Take a snapshot' }).click();
    const problems = page.getByRole('region', { name: 'Problems' });
    await problems.getByText('The server refused the user name or password (HTTP 401).').waitFor();
    expect(await page.getByRole('contentinfo').innerText()).toContain('1 problem');
    await problems.getByRole('button', { name: 'Clear all' }).click();
    expect(await page.getByRole('contentinfo').innerText()).toContain('No problems');
  });

  it('is told in the question: a case that is not there', async () => {
    await page.getByRole('link', { name: /Home/ }).click();
    await page.getByRole('button', { name: 'Open a case…' }).click();
    await page.getByLabel('Path of the case file').fill('/nowhere/at-all.synctrace');
    await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    await page.getByRole('dialog').getByText('There is no case file at that place.').waitFor();
    await page.keyboard.press('Escape');
  });

  it('never shows or keeps a password in the page', async () => {
    const kept = await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + location.href);
    expect(kept).not.toContain('canary-4711');
  });

  it('makes no noise of its own', () => {
    expect(watched.faults).toEqual([]);
  });

  it('is told over the whole window: the engine is gone', async () => {
    await served.stop();
    await page.getByText('The connection to the engine is lost').waitFor();
    expect(await page.getByRole('button', { name: 'Connect again' }).isVisible()).toBe(true);
  });
});
