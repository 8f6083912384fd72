import { expect, it } from 'vitest';
import { rulesPage } from '../../testing/rules-page.ts';
import { KNOWLEDGE } from './knowledge.ts';

const { apps, clientMarks, recordMarks, habits, cadences, limits, remedies } = KNOWLEDGE;
const marks = [...clientMarks, ...recordMarks];
const facts = [...marks, ...habits, ...cadences, ...limits, ...remedies];

it('names apps once, and in every fact an app that it knows', () => {
  const ids = new Set(apps.map(({ id }) => id));
  expect(ids.size).toBe(apps.length);
  expect([...ids]).toEqual(expect.arrayContaining(['user', 'unknown', 'administrator']));
  expect(facts.filter(({ app }) => !ids.has(app)).map(({ id }) => id)).toEqual([]);
  expect(marks.flatMap(({ also }) => also).filter((app) => !ids.has(app))).toEqual([]);
  expect(apps.filter(({ id, name, stores, kinds }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || name === '' || stores.length === 0 || kinds.length === 0)).toEqual([]);
});

it('says for each fact where it can be looked up', () => {
  expect(facts.filter(({ id, source }) => !/^[a-z]+-\d{3}$/.test(id) || source.length < 8)).toEqual([]);
});

it('holds marks of one way to match each, and patterns that compile', () => {
  for (const { id, pattern, part, value } of marks) {
    expect([pattern, part, value].filter((way) => way !== undefined), id).toHaveLength(1);
    if (pattern !== undefined) expect(() => new RegExp(pattern, 'i'), id).not.toThrow();
  }
  expect(habits.filter(({ strength }) => strength <= 0 || strength > 3)).toEqual([]);
});

it('is what docs/rules.md says, together with the detectors and the rules (npx vitest -u writes it anew)', async () => {
  await expect(rulesPage()).toMatchFileSnapshot('../../../docs/rules.md');
});
