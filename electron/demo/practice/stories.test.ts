import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PRACTICE_IDS } from '../../../shared/practice-ids.ts';
import { caseDocument, createPorts, createSessionVault, openCaseContext } from '../../services/engine.ts';
import { explainChanges } from '../../services/explain-changes.ts';
import { temporaryFolder } from '../../testing/build-case.ts';
import { makePracticeCase } from '../make-practice-case.ts';
import { makeStoryFolder } from './make-story-folder.ts';
import { PRACTICE_STORIES } from './stories.ts';

const ids = PRACTICE_IDS.filter((id) => id !== 'second-phone');

async function openStory(id: (typeof ids)[number]) {
  const path = join(temporaryFolder(), 'practice', 'case.synctrace');
  await makePracticeCase(path, id);
  const context = openCaseContext(path, 'write', undefined, createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
  onTestFinished(() => context.store.close());
  return context;
}

it('tells every practice case that ships without a server, each under its own name', () => {
  expect(Object.values(PRACTICE_STORIES).map(({ id }) => id)).toEqual(ids);
});

it.each(ids)('%s is the same each time', (id) => {
  expect([...makeStoryFolder(id)]).toEqual([...makeStoryFolder(id)]);
});

it.each(ids)('%s opens as a case marked as practice, every snapshot whole', async (id) => {
  const { store } = await openStory(id);
  expect(caseDocument(store)).toMatchObject({ practice: true, practiceId: id });
  expect(store.snapshots().every(({ complete }) => complete)).toBe(true);
});

it.each([
  ['doubled-export', 'duplicates-introduced', 'icloud', () => 140],
  ['vanishing-companies', 'fields-lost', 'mailbox', countEmptied],
  ['frightening-clean-up', 'records-recreated', 'icloud', () => 412],
  ['day-early', 'times-shifted', 'icloud', countBirthdays],
  ['one-way', 'records-deleted', 'club', () => 92],
] as const)('%s shows what its lesson speaks of: %s in %s', async (id, type, source, count) => {
  const findings = await explainChanges(await openStory(id), {});
  expect(findings.filter((finding) => finding.type === type && finding.source === source).map((finding) => finding.count)).toContain(count(makeStoryFolder(id)));
});

/** Contacts whose company the second snapshot has and the third has not. */
function countEmptied(files: ReadonlyMap<string, string>): number {
  const [before, after] = [2, 3].map((number) => {
    const { value } = JSON.parse(files.get(`snapshots/mailbox-${number}/contacts.json`) ?? '') as { value: readonly { displayName: string; companyName: string }[] };
    return new Map(value.map(({ displayName, companyName }) => [displayName, companyName]));
  });
  return [...(before ?? [])].filter(([name, company]) => company !== '' && after?.get(name) === '').length;
}

function countBirthdays(files: ReadonlyMap<string, string>): number {
  return [...files].filter(([path, text]) => path.startsWith('snapshots/icloud-1/') && /^BDAY/m.test(text)).length;
}
