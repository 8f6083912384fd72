import { describe, expect, it } from 'vitest';
import type { PageFile } from '../web/page-files.ts';
import { answerPageRequest, isPageUrl } from './app-protocol.ts';

const files = new Map<string, PageFile>([['/index.html', { type: 'text/html; charset=utf-8', read: () => Buffer.from('page') }]]);
const ask = (url: string, init?: RequestInit): Response => answerPageRequest(new Request(url, init), files);

describe('the window’s own scheme', () => {
  it('gives the page with a policy that allows no connection and no inline script', async () => {
    const answer = ask('app://bundle/index.html');
    expect([answer.status, await answer.text()]).toEqual([200, 'page']);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'");
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'none'");
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('gives nothing else, whatever the path, the host or the method says', () => {
    const urls = ['app://bundle/../index.html.bak', 'app://bundle/%2e%2e/%2e%2e/etc/passwd', 'app://bundle/etc/passwd', 'app://other/index.html', 'app://bundle//index.html'];
    expect(urls.map((url) => ask(url).status)).toEqual(urls.map(() => 404));
    expect(ask('app://bundle/index.html', { method: 'POST' }).status).toBe(404);
  });

  it('knows its own page from every other URL', () => {
    expect(['app://bundle/index.html', 'app://bundle/index.html#/compare', 'app://bundle/index.html?x', 'app://evil/index.html', 'https://example.test/', 'file:///etc/passwd'].map(isPageUrl)).toEqual([true, true, false, false, false, false]);
  });
});
