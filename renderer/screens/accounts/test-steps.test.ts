import { describe, expect, it } from 'vitest';
import { stepsOf } from './test-steps.ts';

const states = (failed: Parameters<typeof stepsOf>[0], url = 'https://dav.example.test/'): string => stepsOf(failed, url).map(({ state }) => state).join(' ');

describe('the steps of a test', () => {
  it('have all passed where nothing failed', () => {
    expect(states(null)).toBe('passed passed passed passed passed passed');
  });

  it('fail where the error says, and are not tried after it', () => {
    expect(states('server-not-found')).toBe('failed notTried notTried notTried notTried notTried');
    expect(states('auth-failed')).toBe('passed passed passed failed notTried notTried');
    expect(states('server-refused-tls')).toBe('passed passed failed notTried notTried notTried');
  });

  it('need no secure connection within this machine', () => {
    expect(states(null, 'http://127.0.0.1:5232/')).toBe('passed passed notNeeded passed passed passed');
    expect(states('plain-http-refused', 'http://dav.example.test/')).toBe('passed passed failed notTried notTried notTried');
  });

  it('fail at the last for an error that is of reading', () => {
    expect(states('answer-cut-off')).toBe('passed passed passed passed passed failed');
  });
});
