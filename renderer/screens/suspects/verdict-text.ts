import type { Evidence, ListedFinding, Suspect } from '../../../shared/contract/findings.ts';
import { wholePercent } from '../../../shared/messages/findings.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { say, sayUtc } from '../../words/say.ts';

const words = uiWords.suspects;

/** A step of a remedy, and where it is looked up: the sources stand in brackets at its end. */
export function splitRemedy(step: string): { readonly text: string; readonly sources: string } {
  const at = step.endsWith(')') ? step.lastIndexOf(' (') : -1;
  return at < 0 ? { text: step, sources: '' } : { text: step.slice(0, at), sources: step.slice(at + 2, -1) };
}

/** The sentence that a screen reader says for a finding. */
export function spokenFinding(finding: ListedFinding): string {
  const first = finding.suspects[0];
  const who = first === undefined ? '' : say(words.spokenWho, { name: first.name, verdict: words.verdicts[first.verdict], percent: wholePercent(first.probability) });
  return say(words.spoken, { severity: words.severities[finding.severity], what: words.types[finding.type], count: finding.count, source: finding.source, who });
}

/** The verdict as plain text, for a ticket: what happened and when, who is suspected and why, who is cleared, what to do. Times in UTC. */
export function verdictText(finding: ListedFinding): string {
  const accused = finding.suspects.filter(({ verdict, probability }) => verdict !== 'cleared' && probability >= 0.01);
  const cleared = finding.suspects.filter(({ verdict }) => verdict === 'cleared');
  return [
    `${words.severities[finding.severity]}: ${finding.summary}`,
    say(words.between, { from: sayUtc(finding.window.from), to: sayUtc(finding.window.to) }),
    ...accused.flatMap((suspect) => ['', ...suspectLines(suspect)]),
    ...(cleared.length === 0 ? [] : ['', `${words.cleared}: ${cleared.map(({ name }) => name).join(', ')}`]),
    ...remedyLines(accused[0]),
  ].join('\n');
}

function suspectLines({ name, verdict, probability, evidence }: Suspect): string[] {
  return [`${words.verdicts[verdict]} (${wholePercent(probability)} %): ${name}`, ...evidence.map((one) => `  ${sideOf(one).sign} ${words.kinds[one.kind]}: ${one.text}`)];
}

/** On which side a line of evidence stands, as a sign and as a word; what weighs nothing is a note. */
export function sideOf({ weight }: Evidence): { readonly sign: string; readonly word: string } {
  if (weight === 0) return { sign: '·', word: words.speaksNeither };
  return weight < 0 ? { sign: '−', word: words.speaksAgainst } : { sign: '+', word: words.speaksFor };
}

function remedyLines(suspect: Suspect | undefined): string[] {
  const steps = suspect?.remedy ?? [];
  return steps.length === 0 ? [] : ['', words.remedy, ...steps.map((step, index) => `${index + 1}. ${step}`)];
}
