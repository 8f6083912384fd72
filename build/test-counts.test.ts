import { describe, expect, it } from 'vitest';

import { addCounts, countsOf } from './test-counts.ts';

describe('counting tests', () => {
  it("takes Vitest's own numbers", () => {
    const report = { numPassedTests: 7, numFailedTests: 2, testResults: [{ status: 'failed', assertionResults: [{}, {}] }] };
    expect(countsOf(report)).toEqual({ passed: 7, failed: 2 });
  });

  it('counts a test file that could not be loaded as failed', () => {
    const report = { numPassedTests: 7, numFailedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }, { status: 'passed', assertionResults: [{}] }] };
    expect(countsOf(report)).toEqual({ passed: 7, failed: 1 });
  });

  it("takes Playwright's own numbers, and a flaky test as failed", () => {
    expect(countsOf({ suites: [], stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 }, errors: [{}] })).toEqual({ passed: 5, failed: 3 });
  });

  it('refuses a report that it cannot read', () => {
    expect(() => countsOf({ passed: 3 })).toThrow('unknown kind');
  });

  it('adds runs up', () => {
    expect(addCounts([{ passed: 1, failed: 2 }, { passed: 3, failed: 4 }])).toEqual({ passed: 4, failed: 6 });
    expect(addCounts([])).toEqual({ passed: 0, failed: 0 });
  });
});
