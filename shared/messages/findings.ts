import type { EvidenceKind, FindingType, Verdict } from '../contract/findings.ts';
import type { RecordKind } from '../records.ts';

/** What each verdict is called. */
export const verdictWords: Readonly<Record<Verdict, string>> = { 'proved': 'proved', 'likely': 'likely', 'possible': 'possible', 'cleared': 'cleared', 'cannot-tell': 'cannot tell' };

/** What each kind of evidence is called. */
export const evidenceWords: Readonly<Record<EvidenceKind, string>> = {
  audit: 'log',
  provenance: 'traces',
  fingerprint: 'fingerprint',
  cadence: 'rhythm',
  causality: 'order',
  declared: 'declared',
  limit: 'limit',
};

/** A probability in whole percent, never a hundred: no verdict is certain. */
export function wholePercent(probability: number): number {
  return Math.min(99, Math.round(probability * 100));
}

/** A number of records of a kind: `1 contact`, `12 events`. */
export function countText(count: number, kind: RecordKind): string {
  return `${count} ${kind}${count === 1 ? '' : 's'}`;
}

export interface SummaryFacts {
  readonly type: FindingType;
  readonly pattern: string;
  readonly count: number;
  readonly kind: RecordKind;
  readonly source: string;
  readonly collection: string;
  /** Labels of the fields concerned. */
  readonly fields: readonly string[];
}

/** One sentence on what happened, without who did it. */
export function findingSummary(facts: SummaryFacts): string {
  const { count, collection, source } = facts;
  const where = collection === '' ? `in ${source}` : `in ${quoted(collection)} of ${source}`;
  return `${countText(count, facts.kind)} ${where} ${deedText(facts)}.`;
}

/** A name in quotation marks that end where it does. */
function quoted(name: string): string {
  return `“${name.replaceAll(/[“”]/g, '"')}”`;
}

function deedText({ type, pattern, count, fields }: SummaryFacts): string {
  const was = count === 1 ? 'was' : 'were';
  const of = fields.length === 0 ? '' : ` (${fields.join(', ').replaceAll(/[“”]/g, '"')})`;
  const lead = pattern.split(' ')[0] ?? '';
  switch (type) {
    case 'duplicates-introduced':
      return lead === 'doubling' ? `${count === 1 ? 'is a copy' : 'are copies'} that came more at each sync` : `${count === 1 ? 'is a copy' : 'are copies'} of what stood there`;
    case 'records-deleted':
      return pattern === 'clean-up' ? `that had come as copies ${was} removed again` : `${was} deleted`;
    case 'records-recreated':
      return `${was} removed and made anew under other ids; nothing of ${count === 1 ? 'it' : 'them'} is gone`;
    case 'fields-overwritten':
      return `${writtenText(pattern, was)}${of}`;
    case 'fields-lost':
      return `lost or had cut what stood in a field${of}`;
    case 'times-shifted':
      return `${was} moved in time by ${shiftsText(pattern.split(' ').slice(1).map(Number))}`;
    case 'records-moved':
      return `${was} moved there from ${pattern.slice('moved from '.length) === '' ? 'another folder' : quoted(pattern.slice('moved from '.length))}`;
  }
}

const WRITTEN: Readonly<Record<string, string>> = {
  'other-field': 'were given another field’s value',
  'older-value': 'were set back to older values',
  'same-value': 'were all given the same value',
  'reformatted': 'were written in another form',
  'garbled': 'had their letters garbled',
  'scientific': 'had numbers turned into figures',
};

function writtenText(pattern: string, was: string): string {
  return (WRITTEN[pattern] ?? `${was} changed`).replace(/^were\b/, was);
}

/** One offset, or the two of winter and summer. */
function shiftsText([minutes = 0, other]: readonly number[]): string {
  return other === undefined ? shiftText(minutes) : `${shiftText(minutes)} or ${shiftText(other)}`;
}

function shiftText(minutes: number): string {
  const amount = Math.abs(minutes);
  const text = amount % 1440 === 0 ? `${amount / 1440} day${amount === 1440 ? '' : 's'}` : amount % 60 === 0 ? `${amount / 60} hour${amount === 60 ? '' : 's'}` : `${amount} minutes`;
  return `${text} ${minutes < 0 ? 'back' : 'forward'}`;
}
