import { describe, expect, it } from 'vitest';
import { wordsFor } from './en.ts';

describe('the words of a failure', () => {
  it('begin with the account and the server that it is about', () => {
    const { message } = wordsFor('server-error', { account: 'work', server: 'dav.example.test', status: 500 });
    expect(message).toBe('“work” on dav.example.test: The server failed (HTTP 500).');
  });

  it('name the account once where the message does so itself', () => {
    expect(wordsFor('sign-in-needed', { account: 'work', server: 'graph.microsoft.com', source: 'work' }).message).toBe('The account “work” has to sign in.');
  });

  it('leave a status out that nobody gave', () => {
    expect(wordsFor('server-throttled', {}).message).toBe('The server asks to slow down and went on asking.');
  });

  it.each([
    [0, 'a moment'],
    [25.9, '26 seconds'],
    [91, '2 minutes'],
    [3600, '60 minutes'],
  ])('say when to try again after %s seconds', (retryAfterSeconds, time) => {
    expect(wordsFor('server-throttled', { status: 429, retryAfterSeconds }).hint).toBe(`The server asks to wait: try again in ${time}.`);
  });

  it.each(['graph', 'ews'])('speak of no app password to an account of kind %s', (accountKind) => {
    expect(wordsFor('auth-failed', { status: 401, accountKind }).hint).not.toContain('app password');
  });
});
