import { describe, expect, it } from 'vitest';
import { accountUrl, isEwsUrl } from './account-url.ts';

describe('the address of an account', () => {
  it('of Exchange Online is the global cloud’s, unless another is given', () => {
    expect(accountUrl('graph', undefined)).toBe('https://graph.microsoft.com/v1.0');
    expect(accountUrl('graph', 'graph.microsoft.us')).toBe('https://graph.microsoft.us/v1.0');
    expect(accountUrl('graph', 'https://graph.microsoft.com/v1.0/')).toBe('https://graph.microsoft.com/v1.0');
    expect(accountUrl('graph', 'http://127.0.0.1:8080/v1.0')).toBe('http://127.0.0.1:8080/v1.0');
  });

  it('of others is what was given, and files have none', () => {
    expect([accountUrl('ews', 'https://mail.example.test/EWS/Exchange.asmx'), accountUrl('carddav', 'dav.example.test'), accountUrl('file', undefined), accountUrl('ews', undefined)]).toEqual([
      'https://mail.example.test/EWS/Exchange.asmx',
      'https://dav.example.test/',
      undefined,
      undefined,
    ]);
  });

  it('crosses no network in the clear and holds no password', () => {
    expect(() => accountUrl('graph', 'http://graph.example.test/v1.0')).toThrow('plain-http-refused');
    expect(() => accountUrl('ews', 'https://user:secret@mail.example.test/')).toThrow('usage');
  });

  it('of an Exchange server names EWS or has to be found', () => {
    expect([isEwsUrl('https://mail.example.test/ews/exchange.asmx'), isEwsUrl('https://mail.example.test/owa')]).toEqual([true, false]);
  });
});
