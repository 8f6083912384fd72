import type { Report, ReportFinding, ReportSample } from '../../../../shared/contract/report.ts';
import { EVENT_TYPES } from '../../../../shared/event-types.ts';
import { fieldLabel, fieldWordsEn } from '../../../../shared/messages/fields-en.ts';
import { reportWordsEn } from '../../../../shared/messages/report-en.ts';
import { maskSecrets } from '../find-secrets.ts';
import { present } from '../present.ts';
import type { Pseudonyms } from './pseudonyms.ts';

const WORDS = reportWordsEn.redaction;
const EMAIL = /[^\s<>"'(),;:@]+@[^\s<>"'(),;:@]+/g;
const IP_ADDRESS = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}(?![\w:])|(?<![\w:])(?:[0-9a-f]{0,4}:){1,7}:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{0,4}(?![\w:])/gi;
// Beyond that a text is prose, and how its words are built says as much as they do.
const LONGEST_VALUE = 80;
// Shorter values are words that our own sentences use as well.
const SHORTEST_NAME = 5;

/**
 * The report with pseudonyms in place of everything that a person, a server or a file gave, and secrets taken out. What was found, how it is
 * ranked and in which words it is told stay as they are.
 */
export function redactReport(report: Report, pseudonyms: Pseudonyms, known: KnownApps): Report {
  const own = ownWords(report, known, pseudonyms);
  const said = <Text extends string | undefined>(text: Text): Text => (text === undefined ? text : ((own.get(text) ?? text) as Text));
  const places = new Map(report.sources.map(({ name }, index) => [name, WORDS.source(index + 1)]));
  const source = (name: string): string => (name === '' ? '' : (places.get(name) ?? WORDS.source(places.size + 1)));
  const value = (field: string, text: string): string => redactValue(field, text, pseudonyms);
  const title = (text: string): string => value('title', text);
  const { apps, events, findings, logs, notChecked, restores, snapshots, sources } = report;
  return {
    ...report,
    redacted: true,
    case: { ...report.case, title: WORDS.removed },
    sources: sources.map(({ name, kind, host, user }) => ({ name: source(name), kind, ...(host === undefined ? {} : { host: pseudonyms.host(host) }), ...(user === undefined ? {} : { user: pseudonyms.email(user) }) })),
    snapshots: snapshots.map(({ label: _, ...row }) => ({ ...row, source: source(row.source) })),
    apps: apps.map(({ app, name, since, direction }) => ({ app: said(app), name: said(name), ...present({ since, direction: said(direction) }) })),
    events: events.map(({ at, type, app, text }) => ({ at, type: said(type), ...present({ app: said(app), text: text === undefined ? undefined : WORDS.removed }) })),
    logs: logs.map((log) => ({ ...log, source: source(log.source) })),
    findings: findings.map((finding) => redactFinding(finding, { pseudonyms, source, value, title, said, own, names: longestFirst(places.keys()) })),
    restores: restores.map((restore) => ({
      ...restore,
      source: source(restore.source),
      items: restore.items.map(({ op, key, title: name, reason, state, message, differences, discards }) => ({
        op, title: title(name), reason, state, ...present({ key: key === undefined ? undefined : pseudonyms.id(key), message }),
        ...(differences === undefined ? {} : { differences: differences.map((name) => redactDifference(name, pseudonyms)) }),
        ...(discards === undefined ? {} : { discards: discards.map(({ field, text }) => ({ ...redactedField(field, pseudonyms), text: value(field, text) })) }),
      })),
    })),
    notChecked: notChecked.map((entry) => ({ ...entry, ...(entry.source === undefined ? {} : { source: source(entry.source) }) })),
  };
}

export type KnownApps = readonly { readonly app: string; readonly stores: readonly string[] }[];

/** Apps, kinds of events and directions that no list of ours names, with their pseudonyms. */
function ownWords({ apps, events }: Report, known: KnownApps, pseudonyms: Pseudonyms): ReadonlyMap<string, string> {
  const ours: ReadonlySet<string> = new Set([...known.flatMap(({ app, stores }) => [app, ...stores]), ...EVENT_TYPES, ...DIRECTIONS]);
  const isOurs = (text: string): boolean => ours.has(text) || text.split('->').every((store) => ours.has(store));
  const said = [...apps.flatMap(({ app, direction }) => [app, direction]), ...events.flatMap(({ app, type }) => [app, type])].filter((text): text is string => text !== undefined && !isOurs(text));
  return new Map(longestFirst(said).map((text) => [text, pseudonyms.words(text)]));
}

const DIRECTIONS = ['two-way', 'one-way'];

/** So that none is taken for the beginning of another one. */
function longestFirst(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort((left, right) => right.length - left.length);
}

interface Means {
  readonly pseudonyms: Pseudonyms;
  readonly source: (name: string) => string;
  readonly value: (field: string, text: string) => string;
  readonly title: (text: string) => string;
  /** What people made up for apps, events and directions. */
  readonly own: ReadonlyMap<string, string>;
  readonly said: <Text extends string | undefined>(text: Text) => Text;
  /** Of all sources, the longest first. */
  readonly names: readonly string[];
}

function redactFinding(finding: ReportFinding, means: Means): ReportFinding {
  const { pseudonyms, source, value, title, said, names } = means;
  const { samples, more, suspects } = finding;
  const given = longestFirst([...samples, ...more].flatMap(({ key, title: name }) => [key ?? '', name]).filter((text) => text.length >= SHORTEST_NAME && !suspects.some(({ name }) => name.includes(text))));
  const labels = new Map([...samples.flatMap(({ fields }) => fields.map(({ field }) => field)), ...finding.different.map(({ field }) => field)].map((field) => [fieldLabel(field), fieldLabel(redactField(field, pseudonyms))] as const));
  const sentence = (text: string): string => redactSentence(text, given, names, labels, means);
  return {
    ...finding,
    source: source(finding.source),
    summary: sentence(finding.summary.replace(/“([^”]*)”/g, (_, collection: string) => `“${pseudonyms.words(collection)}”`).replace(/ \([^“”]*\)\.$/, (fields) => redactLabels(fields, pseudonyms))),
    different: finding.different.map((one) => ({ ...one, field: redactField(one.field, pseudonyms), value: /^\*?$/.test(one.value) ? one.value : traceOrValue(one.field, one.value, value) })),
    samples: samples.map((sample) => redactSample(sample, means)),
    more: more.map((record) => ({ source: source(record.source), title: title(record.title), ...(record.key === undefined ? {} : { key: pseudonyms.id(record.key) }) })),
    suspects: suspects.map((suspect) => ({
      ...suspect,
      app: said(suspect.app),
      name: said(suspect.name),
      evidence: suspect.evidence.map((one) => ({ ...one, text: sentence(one.text), refs: one.refs.map((ref) => (finding.publicRefs.includes(ref) ? ref : pseudonyms.id(ref))) })),
    })),
    logRows: finding.logRows.map(({ id, at, operation, client, actor, item, subject }) => ({
      id: pseudonyms.id(id),
      at,
      operation,
      ...(client === undefined ? {} : { client: sentence(client) }),
      ...(actor === undefined ? {} : { actor: pseudonyms.email(actor) }),
      ...(item === undefined ? {} : { item: pseudonyms.id(item) }),
      ...(subject === undefined ? {} : { subject: title(subject) }),
    })),
  };
}

function redactSample(sample: ReportSample, { pseudonyms, source, value, title }: Means): ReportSample {
  const ids = { key: sample.key, previousKey: sample.previousKey, uid: sample.uid };
  return {
    ...sample,
    ...(Object.fromEntries(Object.entries(ids).flatMap(([name, id]) => (id === undefined ? [] : [[name, pseudonyms.id(id)]]))) as typeof ids),
    source: source(sample.source),
    title: title(sample.title),
    fields: sample.fields.map(({ field, before, after }) => ({ ...redactedField(field, pseudonyms), ...(before === undefined ? {} : { before: value(field, before) }), ...(after === undefined ? {} : { after: value(field, after) }) })),
    traces: sample.traces.map((trace) => ({ ...trace, name: redactField(trace.name, pseudonyms), value: isProgram(trace.name) ? maskSecrets(trace.value, WORDS.secret) : value('trace', trace.value) })),
  };
}

/** A sentence of ours with what it names: labels that people made up, accounts where a word for a place stands before them, records, addresses. */
function redactSentence(text: string, given: readonly string[], names: readonly string[], labels: ReadonlyMap<string, string>, { pseudonyms, source, title, own }: Means): string {
  let told = maskSecrets(text, WORDS.secret);
  for (const [word, other] of own) told = told.replaceAll(word, other);
  for (const [label, other] of labels) if (label !== other) told = told.replaceAll(label, other);
  for (const name of given) if (told.includes(name)) told = told.replaceAll(name, title(name));
  for (const name of names) told = told.replaceAll(new RegExp(`(?<=(?:^|\\s)(?:of|in|to|from|at) )${escaped(name)}(?=$|[\\s.,;:)])`, 'g'), source(name));
  return told.replace(EMAIL, (address) => pseudonyms.email(address)).replace(IP_ADDRESS, (address) => pseudonyms.phone(address));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** A value by what its field holds. */
function redactValue(field: string, text: string, pseudonyms: Pseudonyms): string {
  const masked = maskSecrets(text, WORDS.secret);
  if (masked !== text) return WORDS.secret;
  if ([...text].length > LONGEST_VALUE) return WORDS.text([...text].length);
  if (field.startsWith('phones')) return pseudonyms.phone(text);
  let other = '';
  let from = 0;
  for (const match of text.matchAll(EMAIL)) {
    other += pseudonyms.words(text.slice(from, match.index)) + pseudonyms.email(match[0]);
    from = match.index + match[0].length;
  }
  return other + pseudonyms.words(text.slice(from));
}

function traceOrValue(field: string, text: string, value: Means['value']): string {
  return isProgram(field.split(' ').at(-1) ?? '') ? text : value(field, text);
}

/** Which program wrote a record is what the verdict is about, and no person’s. */
function isProgram(name: string): boolean {
  return name.toUpperCase() === 'PRODID';
}

const KNOWN_PARTS: ReadonlySet<string> = new Set([...Object.keys(fieldWordsEn.places), ...Object.keys(fieldWordsEn.fields).flatMap((field) => field.split('/')), 'x', 'vcard', 'icalendar', 'mapi', 'exchange', 'csv', 'PRODID', 'category', 'dialect', 'seriesMasterId', 'transactionId', 'String', 'Integer', 'Name', 'Id']);
// Dates, properties of programs, and those of MAPI by their names in [MS-OXPROPS], numbers and sets.
const OF_PROGRAMS = /^(?:[\d:TZ-]+|X-[A-Z0-9-]+|Pid(?:Tag|Lid|Name)[A-Z]\w+|\{[0-9A-Fa-f-]{36}\}|0x[0-9A-Fa-f]+)$/;

/** A field’s name without the labels that people make up. */
function redactField(field: string, pseudonyms: Pseudonyms): string {
  return field.replace(/[^/ ]+/g, (part) => (KNOWN_PARTS.has(part) || OF_PROGRAMS.test(part) ? part : pseudonyms.words(part)));
}

function redactedField(field: string, pseudonyms: Pseudonyms): { readonly field: string; readonly label: string } {
  const other = redactField(field, pseudonyms);
  return { field: other, label: fieldLabel(other) };
}

const LABEL_WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LABEL_WORDS: ReadonlySet<string> = new Set([...Object.values(fieldWordsEn.fields), ...Object.values(fieldWordsEn.places), ...fieldWordsEn.months, 'on', 'Property'].flatMap((words) => words.match(LABEL_WORD) ?? []));

/** Labels in a sentence without the words in them that are not ours. */
function redactLabels(text: string, pseudonyms: Pseudonyms): string {
  return text.replace(/X-[A-Z0-9-]+|[\p{L}\p{M}\p{N}]+/gu, (word) => (LABEL_WORDS.has(word) || word.startsWith('X-') ? word : pseudonyms.words(word)));
}

/** A property by its name in a format, a field by ours; without what people made up. */
function redactDifference(name: string, pseudonyms: Pseudonyms): string {
  return /^[A-Z][A-Z-]*$/.test(name) ? name : redactField(name, pseudonyms);
}
