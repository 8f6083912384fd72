import type { Evidence, Suspect } from '../../../../shared/contract/findings.ts';
import type { ReportBlock, ReportFinding } from '../../../../shared/contract/report.ts';
import { fieldLabel } from '../../../../shared/messages/fields-en.ts';
import { evidenceWords, verdictWords, wholePercent } from '../../../../shared/messages/findings.ts';
import { reportWordsEn } from '../../../../shared/messages/report-en.ts';
import { facts, heading, list, paragraph, table } from './blocks.ts';
import type { TimeWords } from './time-words.ts';

const WORDS = reportWordsEn;
const { captions, columns, labels } = WORDS;
const SHOWN_REFS = 6;

/** A finding with its suspects, records and log rows, as a colleague or a vendor wants it. */
export function findingBlocks(finding: ReportFinding, place: number, time: TimeWords): readonly ReportBlock[] {
  const { window, samples, count, logRows, logRowsInAll } = finding;
  return [
    heading(WORDS.finding(place, finding.summary)),
    facts([
      [labels.severity, WORDS.severities[finding.severity]],
      [labels.window, `${time(window.from)} – ${time(window.to)}`],
      [labels.count, String(count)],
      [labels.source, finding.source],
    ]),
    ...(finding.ownRestores.length === 0 ? [] : [paragraph(WORDS.ownRestores(finding.ownRestores.length), 'note')]),
    ...suspectBlocks(finding),
    ...table(captions.records(samples.length, count), [columns.record, columns.made, columns.changed, columns.key, columns.earlierKey, columns.uid], samples.map(({ title, created, modified, key, previousKey, uid }) => [title, created === undefined ? '' : time(created), modified === undefined ? '' : time(modified), key ?? '', previousKey ?? '', uid ?? ''])),
    ...table(captions.fields, [columns.record, columns.field, columns.before, columns.after], samples.flatMap(({ title, fields }) => fields.map(({ label, before, after }) => [title, label, before ?? '', after ?? '']))),
    ...table(captions.marks, [columns.record, columns.marks], marksOf(finding)),
    ...table(captions.different, [columns.field, columns.value, columns.inside, columns.outside], finding.different.map(({ field, value, inside, insideOf, outside, outsideOf }) => [fieldLabel(field), value === '*' ? WORDS.isFilled : value, WORDS.outOf(inside, insideOf), WORDS.outOf(outside, outsideOf)])),
    ...table(captions.logRows(logRows.length, logRowsInAll), [columns.row, columns.at, columns.operation, columns.program, columns.actor, columns.item, columns.subject], logRows.map((row, index) => [WORDS.logRow(index + 1), time(row.at), row.operation, row.client ?? '', row.actor ?? '', row.item ?? '', row.subject ?? ''])),
  ];
}

/** Records with equal marks are told once, by the first of them. */
function marksOf({ samples }: ReportFinding): readonly (readonly string[])[] {
  const byMarks = Map.groupBy(samples.filter(({ traces }) => traces.length > 0), ({ traces }) => traces.map(({ namespace, name, value }) => `${namespace} ${name}: ${value}`).join('; '));
  return [...byMarks].map(([marks, same]) => [same.length === 1 ? (same[0]?.title ?? '') : `${same[0]?.title ?? ''} + ${same.length - 1}`, marks]);
}

function suspectBlocks(finding: ReportFinding): readonly ReportBlock[] {
  const cleared = finding.suspects.filter(({ verdict }) => verdict === 'cleared');
  const ranked = finding.suspects.filter(({ verdict }) => verdict !== 'cleared');
  return [
    ...table(captions.suspects, [columns.suspect, columns.verdict, columns.probability, columns.role], ranked.map(({ name, verdict, probability, role }) => [name, verdictWords[verdict], `${wholePercent(probability)} %`, role === undefined ? '' : WORDS.roles[role]])),
    ...ranked.filter(({ evidence }) => evidence.length > 0).flatMap((suspect) => evidenceTable(suspect, finding)),
    ...(cleared.length === 0 ? [] : [paragraph(WORDS.clearedApps(cleared.map(({ name, evidence }) => `${name}${evidence.length === 0 ? '' : ` (${evidence.map(({ text }) => text).join('; ')})`}`)))]),
    ...ranked.flatMap(({ name, remedy }) => (remedy.length === 0 ? [] : [paragraph(`${WORDS.headings.todo} (${name}):`), ...list(remedy, true)])),
  ];
}

function evidenceTable({ name, evidence }: Suspect, finding: ReportFinding): readonly ReportBlock[] {
  const head = ['', columns.kind, columns.evidence, columns.weight, columns.rests];
  return table(captions.evidence(name), head, evidence.map((one) => [WORDS.forAgainst(one.weight), evidenceWords[one.kind], one.text, one.weight.toFixed(1), restsOn(one, finding)]));
}

/** Log rows by their place in the finding's table, public sources as they are, records counted and some of them named. */
function restsOn({ refs }: Evidence, { logRows, publicRefs, samples, more }: ReportFinding): string {
  const rows = refs.flatMap((ref) => {
    const place = logRows.findIndex(({ id }) => id === ref);
    return place < 0 ? [] : [WORDS.logRow(place + 1)];
  });
  const publics = refs.filter((ref) => publicRefs.includes(ref));
  const titles = new Map([...samples, ...more].map(({ key, title }) => [key, title]));
  const records = refs.filter((ref) => !publicRefs.includes(ref) && !logRows.some(({ id }) => id === ref));
  const named = records.slice(0, 2).map((ref) => titles.get(ref) ?? ref);
  return [
    ...(rows.length === 0 ? [] : [rows.length <= SHOWN_REFS ? rows.join(', ') : `${rows.slice(0, SHOWN_REFS).join(', ')} … ${rows.at(-1) ?? ''}`]),
    ...(records.length === 0 ? [] : [`${WORDS.someRecords(records.length)} (${named.join(', ')}${records.length > named.length ? ' …' : ''})`]),
    ...publics,
  ].join('; ');
}
