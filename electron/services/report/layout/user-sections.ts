import type { Report, ReportBlock, ReportSection } from '../../../../shared/contract/report.ts';
import { reportWordsEn } from '../../../../shared/messages/report-en.ts';
import { list, paragraph } from './blocks.ts';
import type { TimeWords } from './time-words.ts';

const WORDS = reportWordsEn;
const { headings } = WORDS;
const NAMES = 10;

/** What the person with the ticket wants to know: what happened, to which records, what was put back, what to do. */
export function userSections(report: Report, time: TimeWords): ReportSection[] {
  const { findings, notChecked, practice, redacted } = report;
  return [
    { id: 'happened', heading: headings.happened, blocks: [...(practice ? [paragraph(WORDS.practice, 'warning')] : []), ...(redacted ? [paragraph(WORDS.redacted, 'note')] : []), ...(findings.length === 0 ? [paragraph(WORDS.noFinding)] : findings.flatMap((finding) => happened(finding, time)))] },
    { id: 'restored', heading: headings.restored, blocks: [restored(report)] },
    { id: 'todo', heading: headings.todo, blocks: [...list(steps(report), true)] },
    { id: 'not-checked', heading: headings.notChecked, blocks: [paragraph(notChecked.length === 0 ? WORDS.nothingUnchecked : WORDS.userNotChecked(notChecked.length))] },
  ];
}

function happened({ summary, window, suspects, samples, count, ownRestores }: Report['findings'][number], time: TimeWords): readonly ReportBlock[] {
  const first = suspects[0];
  const names = samples.slice(0, NAMES).map(({ title }) => title).filter((title) => title !== '');
  return [
    paragraph(`${summary} ${WORDS.labels.window}: ${time(window.from)} – ${time(window.to)}.`),
    ...(ownRestores.length > 0 ? [paragraph(WORDS.byHelpDesk)] : first === undefined ? [] : [paragraph(first.app === 'user' ? WORDS.byPerson : WORDS.suspectSentence(first.verdict, first.name))]),
    ...list(count > names.length ? [...names, WORDS.andMore(count - names.length)] : names),
  ];
}

/** What stands on the server today by a restore: undone ones are as if they had not been. */
function restored({ restores }: Report): ReportBlock {
  const standing = restores.filter(({ undoOf, undoneBy, applied }) => undoOf === undefined && undoneBy === undefined && applied > 0);
  const count = standing.reduce((sum, { applied }) => sum + applied, 0);
  if (count === 0) return paragraph(WORDS.noRestore);
  return standing.every(({ verified }) => verified) ? paragraph(WORDS.userRestored(count)) : paragraph(WORDS.userRestoredUnsure(count), 'warning');
}

/** Remedies for the first suspects, each once and without its place. */
function steps({ findings }: Report): readonly string[] {
  const remedies = findings.flatMap(({ suspects }) => suspects[0]?.remedy ?? []);
  return [...new Set(remedies.map((remedy) => remedy.replace(/ \((?:our advice; on the defect: )?[^()]*(?:\([^()]*\)[^()]*)*\)$/, '')))];
}
