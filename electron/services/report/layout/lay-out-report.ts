import type { Report, ReportBlock, ReportPage, ReportSection } from '../../../../shared/contract/report.ts';
import { reportWordsEn } from '../../../../shared/messages/report-en.ts';
import { facts, list, paragraph, table } from './blocks.ts';
import { findingBlocks } from './finding-blocks.ts';
import { restoreBlocks } from './restore-blocks.ts';
import { type TimeWords, timeWords } from './time-words.ts';
import { userSections } from './user-sections.ts';
import { visiblePage } from './visible-text.ts';

const WORDS = reportWordsEn;
const { captions, columns, headings, labels } = WORDS;
// More than anyone reads, and still a document that opens at once; the JSON form has all.
const ANNEX = 500;

/** A report as sections of plain text, for its audience. */
export function layOutReport(report: Report): ReportPage {
  const time = timeWords(report.zone);
  const sections = report.audience === 'user' ? userSections(report, time) : wholeSections(report, time);
  return visiblePage({
    lang: WORDS.lang,
    title: WORDS.title(report.case.title === '' ? WORDS.untitled : report.case.title),
    subtitle: WORDS.subtitle(report.audience, report.version),
    sections: sections.filter(({ blocks }) => blocks.length > 0),
  });
}

function wholeSections(report: Report, time: TimeWords): ReportSection[] {
  const { findings, restores } = report;
  return [
    { id: 'summary', heading: headings.summary, blocks: [...noteBlocks(report), ...summaryBlocks(report)] },
    { id: 'case', heading: headings.case, blocks: caseBlocks(report, time) },
    { id: 'findings', heading: headings.findings, blocks: findings.flatMap((finding, index) => [...findingBlocks(finding, index + 1, time), ...restBlocks(report, index)]) },
    { id: 'asks', heading: headings.asks, blocks: report.audience === 'vendor' ? askBlocks(report) : [] },
    { id: 'restores', heading: headings.restores, blocks: [...restoreBlocks(restores, time)] },
    { id: 'not-checked', heading: headings.notChecked, blocks: notCheckedBlocks(report) },
    { id: 'proof', heading: headings.proof, blocks: proofBlocks(report) },
    { id: 'annex', heading: headings.annex, blocks: report.audience === 'colleague' ? annexBlocks(report) : [] },
  ];
}

function noteBlocks({ practice, redacted, zone }: Report): readonly ReportBlock[] {
  return [...(practice ? [paragraph(WORDS.practice, 'warning')] : []), ...(redacted ? [paragraph(WORDS.redacted, 'note')] : []), paragraph(WORDS.times(zone))];
}

function summaryBlocks({ findings }: Report): readonly ReportBlock[] {
  if (findings.length === 0) return [paragraph(WORDS.noFinding)];
  return [paragraph(WORDS.findingCount(findings.length)), ...list(findings.map((finding) => `${finding.summary} ${originSentence(finding)}`), true)];
}

/** What SyncTrace wrote itself in that time is told before anyone is suspected of it. */
function originSentence({ suspects: [first], ownRestores }: Report['findings'][number]): string {
  if (ownRestores.length > 0) return WORDS.ownRestores(ownRestores.length);
  if (first === undefined) return '';
  return first.app === 'user' ? WORDS.byPerson : WORDS.suspectSentence(first.verdict, first.name);
}

function caseBlocks(report: Report, time: TimeWords): ReportBlock[] {
  const { snapshots, sources, apps, events, logs } = report;
  return [
    facts([[labels.madeAt, time(report.madeAt)], [labels.created, time(report.case.createdAt)], [labels.records, String(report.case.records)]]),
    ...table(captions.sources, [columns.account, columns.kind, columns.label, columns.server, columns.user], sources.map(({ name, kind, label, host, user }) => [name, kind, label ?? '', host ?? '', user ?? ''])),
    ...table(
      captions.snapshots,
      [columns.account, columns.taken, columns.label, columns.whole, columns.contacts, columns.events, columns.tasks, columns.changes, columns.unread, columns.manifest],
      snapshots.map(({ source, takenAt, label, complete, because, counts, changes, quarantined, manifestHash }) => [
        source, time(takenAt), label ?? '', complete ? WORDS.yes : `${WORDS.no}. ${because ?? ''}`, String(counts.contact), String(counts.event), String(counts.task), `${changes.added}, ${changes.removed}, ${changes.modified}`, quarantined === 0 ? '' : String(quarantined), manifestHash,
      ]),
    ),
    ...table(captions.apps, [columns.app, columns.since, columns.device, columns.direction, columns.note], apps.map(({ name, since, device, direction, note }) => [name, since === undefined ? '' : time(since), device ?? '', direction ?? '', note ?? ''])),
    ...table(captions.events, [columns.at, columns.event, columns.app, columns.note], events.map(({ at, type, app, text }) => [time(at), type, app ?? '', text ?? ''])),
    ...table(captions.logs, [columns.account, columns.rows, columns.from, columns.to], logs.map(({ source, rows, from, to }) => [source, String(rows), time(from), time(to)])),
  ];
}

/** Where the records beyond the first are. */
function restBlocks({ audience, findings }: Report, index: number): readonly ReportBlock[] {
  const finding = findings[index];
  const rest = finding === undefined ? 0 : finding.count - finding.samples.length;
  if (rest <= 0) return [];
  return [paragraph(audience === 'colleague' && rest <= ANNEX ? WORDS.inAnnex(rest) : WORDS.moreRecords(rest), 'note')];
}

function annexBlocks({ findings }: Report): ReportBlock[] {
  return findings.flatMap(({ more }, index) => (more.length > ANNEX ? [] : table(captions.annex(index + 1), [columns.record, columns.key], more.map(({ title, key }) => [title, key ?? '']))));
}

function askBlocks({ asks }: Report): ReportBlock[] {
  return [...table(captions.asks(asks[0]?.vendor ?? ''), [columns.ask, columns.here, columns.public], asks.map(({ ask, isHere, source }) => [ask, isHere ? WORDS.yes : WORDS.no, source]))];
}

function notCheckedBlocks({ notChecked }: Report): ReportBlock[] {
  if (notChecked.length === 0) return [paragraph(WORDS.nothingUnchecked)];
  return [...list(notChecked.map(({ source, text }) => (source === undefined ? text : `${source}: ${text}`)))];
}

function proofBlocks({ case: { headHash } }: Report): ReportBlock[] {
  if (headHash === '') return [paragraph(WORDS.noChain)];
  return [paragraph(WORDS.proof), facts([[labels.head, headHash]]), paragraph(WORDS.proofCommand, 'note')];
}
