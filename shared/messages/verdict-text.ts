import type { Finding, Suspect, Verdict } from '../contract/findings.ts';
import { evidenceWords, wholePercent } from './findings.ts';

/** What the verdict on one finding rests on besides the finding. */
export interface VerdictFacts {
  /** Rows of audit and access logs in the case. */
  readonly logRows: number;
  /** Apps that the user said to have. */
  readonly apps: number;
}

const ONE_IN: Readonly<Record<Verdict, string>> = {
  'proved': 'it is proved that this was',
  'likely': 'most likely this was',
  'possible': 'it may have been',
  'cleared': 'it was not',
  'cannot-tell': 'it cannot be told',
};
// Below that a suspect is no more worth a line than the others.
const WORTH_NAMING = 0.1;
const NAMES = 3;

/** A verdict as lines that can be pasted into a ticket: what, when, who, what speaks for and against it, what was cleared, what to do, and what was not looked at. */
export function verdictLines(finding: Finding, facts: VerdictFacts): readonly string[] {
  const [first, ...others] = finding.suspects;
  const cleared = others.filter(({ verdict }) => verdict === 'cleared');
  const alsoPossible = others.filter(({ verdict, probability }) => verdict !== 'cleared' && probability >= WORTH_NAMING);
  return [
    `What happened: ${finding.summary} Between ${finding.window.from} and ${finding.window.to}. ${namesText(finding)}`,
    first === undefined ? 'Who: nobody is suspected.' : `Who: ${whoText(first)}`,
    ...(first === undefined ? [] : evidenceLines(first)),
    ...(alsoPossible.length === 0 ? [] : [`Not ruled out: ${alsoPossible.map(({ name, probability }) => `${name} (${percent(probability)})`).join(', ')}.`]),
    ...cleared.map((suspect) => `Cleared: ${suspect.name}${reasonText(suspect)}.`),
    ...(finding.suspects.find(({ remedy }) => remedy.length > 0)?.remedy ?? []).map((step, index) => `To do, ${index + 1}: ${step}`),
    `Not looked at: ${notLookedAt(facts)}`,
  ];
}

function whoText({ app, name, verdict, probability }: Suspect): string {
  if (app === 'unknown') return `${ONE_IN['cannot-tell']}: that it was none of the suspects is put at ${percent(probability)}.`;
  return `${ONE_IN[verdict]} ${name} (${percent(probability)}).`;
}

function evidenceLines({ evidence }: Suspect): readonly string[] {
  const line = (side: string) => ({ kind, text }: Suspect['evidence'][number]) => `${side} (${evidenceWords[kind]}): ${text}.`;
  return [...evidence.filter(({ weight }) => weight > 0).map(line('For it')), ...evidence.filter(({ weight }) => weight < 0).map(line('Against it'))];
}

function reasonText({ evidence }: Suspect): string {
  const reasons = evidence.filter(({ weight }) => weight <= 0).map(({ text }) => text);
  return reasons.length === 0 ? '' : `, as ${reasons.join('; ')}`;
}

function namesText({ records, count }: Finding): string {
  const names = records.slice(0, NAMES).map(({ title }) => title);
  return `Among them ${names.join(', ')}${count > NAMES ? ` and ${count - NAMES} more` : ''}.`;
}

function notLookedAt({ logRows, apps }: VerdictFacts): string {
  const missing = [
    ...(logRows === 0 ? ['audit and access logs (none are in the case)'] : []),
    ...(apps === 0 ? ['the apps that sync this account (none were named)'] : []),
    'what happened on devices that sync elsewhere',
  ];
  return `${missing.join('; ')}.`;
}

function percent(probability: number): string {
  return `${wholePercent(probability)} %`;
}
