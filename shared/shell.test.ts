import { describe, expect, it } from 'vitest';
import { readToPage, readToShell } from './shell.ts';

describe('what the page may ask of the shell', () => {
  it('accepts each message of its list as it is', () => {
    const messages = [
      { type: 'choose-case', request: 1 },
      { type: 'choose-place', request: 2, title: 'Ticket 1' },
      { type: 'look', look: 'dark' },
      { type: 'title', text: 'Ticket 1' },
      { type: 'progress', fraction: 0.5 },
      { type: 'progress', fraction: null },
      { type: 'notify', title: 'Done', text: '12 records' },
      { type: 'open-sign-in', address: 'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?x=1' },
    ];
    expect(messages.map(readToShell)).toEqual(messages);
  });

  it('opens no address but those at which Microsoft’s users sign in', () => {
    const elsewhere = ['http://login.microsoftonline.com/', 'https://login.microsoftonline.com.example.test/', 'https://login.microsoftonline.com@example.test/', 'https://login.microsoftonline.com:8443/', 'file:///etc/passwd', 'https://graph.microsoft.com/', 'nothing'];
    expect(elsewhere.map((address) => readToShell({ type: 'open-sign-in', address }))).toEqual(elsewhere.map(() => undefined));
  });

  it('drops everything else, and every field that is not on the list', () => {
    const hostile = [null, 7, 'choose-case', {}, { type: 'open-path', path: '/etc/passwd' }, { type: 'look', look: 'file:///' }, { type: 'title', text: 'x'.repeat(301) }, { type: 'progress', fraction: 9 }, { type: 'choose-case', request: '1' }];
    expect(hostile.map(readToShell)).toEqual(hostile.map(() => undefined));
    expect(readToShell({ type: 'look', look: 'dark', path: '/x' })).toEqual({ type: 'look', look: 'dark' });
  });
});

describe('what the shell may tell the page', () => {
  it('accepts known commands only', () => {
    expect(readToPage({ type: 'command', id: 'go-home' })).toEqual({ type: 'command', id: 'go-home' });
    expect(readToPage({ type: 'command', id: 'format-disk' })).toBeUndefined();
  });

  it('accepts a case to open and the answer of a dialog', () => {
    expect(readToPage({ type: 'open-case', path: '/a.synctrace' })).toEqual({ type: 'open-case', path: '/a.synctrace' });
    expect(readToPage({ type: 'answer', request: 3, path: null })).toEqual({ type: 'answer', request: 3, path: null });
  });
});
