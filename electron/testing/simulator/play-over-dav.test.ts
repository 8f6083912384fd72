import { expect, it, onTestFinished } from 'vitest';
import { explainChanges } from '../../services/explain-changes.ts';
import { readRecords } from '../../services/read-records.ts';
import { casePath } from '../build-case.ts';
import { playOverDav } from './play-over-dav.ts';
import { playScenario } from './play-scenario.ts';

it.each([
  ['gateway-rebuilds-cards', 3],
  ['account-added-again', 4],
  ['group-members-lost', 5],
] as const)('%s on a DAV server, captured over HTTP, shows the records that the truth names', async (name, seed) => {
  const { pictures, incident } = playScenario(name, seed);
  const context = await playOverDav(pictures, casePath());
  onTestFinished(() => context.store.close());

  const held = context.store.snapshots().map(({ id }) => new Set([...readRecords(context, { snapshot: id })].map(({ key }) => decodeURIComponent(key.slice(key.lastIndexOf('/') + 1)))));
  expect(held).toEqual(pictures.map(({ keys }) => keys));

  const findings = await explainChanges(context, {});
  const named = findings.filter(({ type }) => type === incident.type).flatMap(({ records }) => records.map(({ key }) => decodeURIComponent(key.slice(key.lastIndexOf('/') + 1))));
  const keys = new Set(incident.outcomes.flatMap((outcome) => outcome.keys));
  expect(keys.size).toBeGreaterThan(0);
  expect(named.filter((key) => keys.has(key)).length).toBe(keys.size);
});
