import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../services/read-records.ts';
import { SYNC_APPS } from './apps/index.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { onSimulatedCase } from './run-case.ts';
import { simulateCase } from './simulate-case.ts';
import { NOISES, type SimulatedCase } from './types.ts';

function digest({ files }: SimulatedCase): string {
  const hash = createHash('sha256');
  for (const [path, content] of files) hash.update(path).update(content);
  return hash.digest('hex');
}

function imported(made: SimulatedCase) {
  return onSimulatedCase(made, async (context, { snapshots, problems, audit }) => {
    const keys = new Map<string, Set<string>>();
    for (const { id, sourceName } of snapshots) {
      const seen = keys.get(sourceName) ?? new Set();
      keys.set(sourceName, seen);
      for (const { key } of readRecords(context, { snapshot: id })) seen.add(key);
    }
    return { snapshots, problems, keys, audit };
  });
}

describe.each(SCENARIOS.map((scenario, index) => [scenario.name, NOISES[index % NOISES.length] ?? 'none', scenario] as const))('%s', (name, noise, scenario) => {
  it('is the same for the same seed, byte for byte', () => {
    const [one, other] = [simulateCase(11, { scenario: name }), simulateCase(11, { scenario: name })];
    expect(digest(other)).toBe(digest(one));
    expect(other.truth).toEqual(one.truth);
  });

  it(`is read as a case folder without a problem, and its truth names records that stand there (noise: ${noise})`, async () => {
    const made = simulateCase(5, { scenario: name, noise, hasLogs: true, largest: 50 });
    const { snapshots, problems, keys, audit } = await imported(made);
    expect(audit?.skipped ?? []).toEqual([]);
    if (scenario.isIncomplete !== true) {
      expect(problems).toEqual([]);
      expect(snapshots.every(({ complete }) => complete)).toBe(true);
    }
    for (const incident of made.truth.incidents) {
      const there = keys.get(incident.source) ?? new Set();
      expect(incident.keys.filter((key) => !there.has(key))).toEqual([]);
      expect(incident.window.from <= incident.window.to).toBe(true);
    }
  });
});

it('lists every scenario and every app that has a file', () => {
  const files = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts').map((name) => name.replace('.ts', '')).toSorted();
  expect(SCENARIOS.map(({ name }) => name).toSorted()).toEqual(files(join(import.meta.dirname, 'scenarios')));
  expect(SYNC_APPS.map(({ id }) => id).toSorted()).toEqual([...files(join(import.meta.dirname, 'apps')), ...files(join(import.meta.dirname, '../../demo/apps'))].toSorted());
});
