import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHOSEN, newUser, type RunningApp } from '../electron-lite/launch-app.ts';

// The drill of a page that has been taken over: what does hostile script reach from inside?
const user = newUser();
const reached: string[] = [];
let server: Server;
let outside: string;
let running: RunningApp;
let page: Page;
let home: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.end('<script>window.pwned = true</script>');
  });
  server.on('upgrade', (request, socket) => {
    reached.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  running = await user.launch('--practice');
  page = running.page;
  await practiceMark().waitFor();
  await page.waitForURL(/#\/compare/);
  home = page.url();
  await running.app.evaluate(({ BrowserWindow, dialog, shell }) => {
    const calls: string[] = [];
    Object.assign(globalThis, { drillCalls: calls });
    dialog.showOpenDialog = () => {
      calls.push('open');
      return Promise.resolve({ canceled: true, filePaths: [] });
    };
    dialog.showSaveDialog = (...given: unknown[]) => {
      calls.push(`save ${String((given.at(-1) as { defaultPath?: string }).defaultPath).replace(/.*[/\\]/, '')}`);
      return Promise.resolve({ canceled: true, filePath: '' });
    };
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event) => calls.push(`navigate ${event.url}`));
    shell.openExternal = (url) => {
      calls.push(`external ${url}`);
      return Promise.resolve();
    };
  });
});
afterAll(async () => {
  await running.app.close();
  server.close();
  user.forget();
});

function callsOfMain(): Promise<readonly string[]> {
  return running.app.evaluate(() => (globalThis as unknown as { drillCalls: string[] }).drillCalls.splice(0));
}

/** The mark beside the title of the case that is open. */
function practiceMark(): Locator {
  return page.getByRole('banner').getByText('Practice data');
}

async function isUnmoved(): Promise<void> {
  expect(page.url()).toBe(home);
  expect(running.app.windows()).toHaveLength(1);
  expect(await practiceMark().isVisible()).toBe(true);
  expect(reached).toEqual([]);
}

describe(`a page that was taken over, in ${CHOSEN.kind}`, () => {
  it('finds nothing of Node, of Electron or of the preload', async () => {
    const found = await page.evaluate(() => {
      const named = ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'setImmediate', 'ipcRenderer', 'electron', '__dirname'].filter((name) => name in globalThis);
      const suspicious = Object.getOwnPropertyNames(globalThis).filter((name) => /electron|^ipc|synctrace/i.test(name));
      return [...named, ...suspicious];
    });
    expect(found).toEqual([]);
  });

  it('has a main that listens to no ipc but the ports', async () => {
    expect(await running.app.evaluate(({ ipcMain }) => ipcMain.eventNames())).toEqual([]);
  });

  it('reads no file and reaches no server', async () => {
    const outcomes = await page.evaluate(async (target) => {
      const settle = async (name: string, attempt: () => Promise<unknown>): Promise<string> => {
        try {
          const value = await attempt();
          return `${name}: ${String(value)}`;
        } catch {
          return `${name}: refused`;
        }
      };
      const element = (name: string, attribute: string, url: string): Promise<string> =>
        new Promise((resolve, reject) => {
          const made = document.createElement(name);
          made.addEventListener('load', () => resolve('loaded'));
          made.addEventListener('error', reject);
          made.setAttribute(attribute, url);
          if (name === 'link') made.setAttribute('rel', 'stylesheet');
          document.body.append(made);
        });
      const socket = (): Promise<string> =>
        new Promise((resolve, reject) => {
          const made = new WebSocket(target.replace('http', 'ws'));
          made.addEventListener('open', () => resolve('open'));
          made.addEventListener('error', reject);
        });
      return Promise.all([
        settle('fetch file', () => fetch('file:///etc/passwd')),
        settle('fetch outside', () => fetch(`${target}/fetch`, { mode: 'no-cors' })),
        settle('fetch itself', () => fetch('index.html')),
        settle('image', () => element('img', 'src', `${target}/image`)),
        settle('script', () => element('script', 'src', `${target}/script`)),
        settle('style', () => element('link', 'href', `${target}/style`)),
        settle('image of a file', () => element('img', 'src', 'file:///etc/passwd')),
        settle('above the page', () => element('script', 'src', '/%2e%2e/%2e%2e/package.json')),
        settle('socket', socket),
        settle('worker', () => new Promise((_resolve, reject) => new Worker(URL.createObjectURL(new Blob(['1']))).addEventListener('error', reject))),
      ]);
    }, outside);
    expect(outcomes.filter((outcome) => !outcome.endsWith(': refused'))).toEqual([]);
    await page.evaluate((target) => navigator.sendBeacon(`${target}/beacon`, 'x'), outside);
    await isUnmoved();
  });

  it('runs no script of its own making, by the strictest policy', async () => {
    const { policy, ran } = await page.evaluate(async () => {
      const violation = new Promise<string>((resolve) => document.addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy), { once: true }));
      const script = document.createElement('script');
      script.textContent = 'window.pwned = true';
      document.body.append(script);
      return { policy: await violation, ran: 'pwned' in window };
    });
    expect(ran).toBe(false);
    for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]) expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('goes nowhere and opens no window', async () => {
    const opened = await page.evaluate((target) => window.open(`${target}/window`) === null, outside);
    expect(opened).toBe(true);
    await page.evaluate((target) => {
      const link = document.createElement('a');
      Object.assign(link, { href: `${target}/blank`, target: '_blank' });
      document.body.append(link);
      link.click();
      const form = document.createElement('form');
      Object.assign(form, { action: `${target}/form`, method: 'post' });
      document.body.append(form);
      form.submit();
      const frame = document.createElement('iframe');
      frame.src = `${target}/frame`;
      document.body.append(frame);
    }, outside);
    for (const url of ['file:///etc/passwd', 'javascript:window.pwned=true', 'data:text/html,x', `${outside}/away`, home.replace('index.html', 'other.html')]) {
      await page.evaluate(async (to) => {
        location.href = to;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }, url);
    }
    // Main was asked, last of all, for the page's own neighbour: so what came before has been refused by then.
    await expect.poll(callsOfMain).toContainEqual(expect.stringMatching(/^navigate .*other\.html$/));
    await isUnmoved();
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await callsOfMain()).toEqual([]);
  });

  it('gets from its ports only what stands on their list', async () => {
    await page.addInitScript(() => {
      window.addEventListener('message', (event) => {
        if (event.ports.length === 2) Object.assign(window, { stolen: event.ports });
      });
    });
    await page.reload();
    await practiceMark().waitFor();
    await page.evaluate(() => {
      const [engine, shell] = (window as unknown as { stolen: MessagePort[] }).stolen;
      const hostile = [null, 1, 'choose-case', [], { type: 'open-path', path: '/etc/passwd' }, { type: 'openExternal', url: 'file:///etc/passwd' }, { type: 'eval', code: 'process.exit()' }, { type: 'title', text: 1 }, { type: 'look', look: '/etc' }, { type: 'choose-case' }, { type: '__proto__' }, { __proto__: null, type: 'constructor' }];
      for (const message of hostile) {
        shell?.postMessage(message);
        engine?.postMessage(message);
      }
      engine?.postMessage('{"i":"9","p":{"u":"/constructor/constructor","b":{}}}');
      engine?.postMessage(new Uint8Array(1000).buffer);
      shell?.postMessage({ type: 'choose-place', request: 999, title: '../../../../etc/cron.d/x' });
    });
    // The one message of the list among them was heard, and its title is no path.
    await expect.poll(async () => (await callsOfMain()).filter((call) => !call.startsWith('navigate '))).toEqual([expect.stringMatching(/^save [^/\\.][^/\\]*\.synctrace$/)]);
    await page.reload();
    await practiceMark().waitFor();
    expect((await callsOfMain()).filter((call) => !call.startsWith('navigate '))).toEqual([]);
    expect(running.faults.filter((fault) => fault.startsWith('crash'))).toEqual([]);
    await isUnmoved();
  });
});
