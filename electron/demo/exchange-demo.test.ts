import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isDemoKind, runDemo } from './demo.ts';

const folder = mkdtempSync(join(tmpdir(), 'synctrace-exchange-demo-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the demo on an Exchange mailbox', () => {
  it.each(['graph', 'ews'] as const)('proves the whole job by %s: all found, all brought back, all undone, nobody told', async (kind) => {
    const lines: string[] = [];
    const result = await runDemo(kind, { keep: join(folder, kind), say: (line) => lines.push(line), signal: new AbortController().signal });
    expect(lines.filter((line) => /NOT|DAMAGED|not what/.test(line))).toEqual([]);
    expect(result).toMatchObject({ verified: true, exact: true, restored: 20, undone: 20, duplicates: 30 });
    expect(lines.join('\n')).toMatch(/People who were told: 0/);
  });

  it('knows its kinds', () => {
    expect(['carddav', 'graph', 'ews', 'caldav', ''].map(isDemoKind)).toEqual([true, true, true, false, false]);
  });
});
