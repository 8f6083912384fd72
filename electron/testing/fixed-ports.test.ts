import { describe, expect, it } from 'vitest';

import { createConnectorPorts, createCountingIds, TEST_NOW_MS } from './fixed-ports.ts';

describe('fixed ports', () => {
  it('wait without taking time, move their clock on and keep count', async () => {
    const { clock } = createConnectorPorts();
    await clock.sleep(1500);
    clock.advance(500);
    expect([clock.nowMs() - TEST_NOW_MS, clock.waits()]).toEqual([2000, [1500]]);
  });

  it('reject a wait that was cancelled with the reason for it', async () => {
    const { clock } = createConnectorPorts();
    await expect(clock.sleep(1, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
    expect(clock.waits()).toEqual([]);
  });

  it('count ids and keep what is logged', () => {
    const ids = createCountingIds('plan');
    const { log } = createConnectorPorts();
    log.warn('source-throttled', { status: 429 });
    expect([ids.next(), ids.next(), log.lines()]).toEqual(['plan-1', 'plan-2', [{ level: 'warn', event: 'source-throttled', facts: { status: 429 } }]]);
  });
});
