import type { Command } from 'commander';
import type { Finding, Suspect } from '../../../shared/contract/findings.ts';
import { evidenceWords, verdictWords, wholePercent } from '../../../shared/messages/findings.ts';
import { explainChanges } from '../../services/explain-changes.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { plain } from '../table.ts';

// As many names as tell which records are meant; --json has all.
const SHOWN_RECORDS = 5;
const SHOWN_DIFFERENCES = 3;
// Where it stands how far probabilities are to be believed.
const FIGURES = 'docs/trust.md';

/** `findings [FROM TO]`. */
export function registerFindings(program: Command, ended: Ended): void {
  program
    .command('findings [from] [to]')
    .description('incidents between two snapshots, or in the whole case, each with its suspects')
    .action(async (from: string | undefined, to: string | undefined, _options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', async (session) => {
          const findings = await explainChanges(session, { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
          return { document: { findings, calibrated: false, figures: FIGURES }, text: () => findingLines(findings) };
        }),
      );
    });
}

/** Findings for a person: what happened, to which records, who is suspected and why, and what helps. */
function* findingLines(findings: readonly Finding[]): Generator<string> {
  yield findings.length === 0 ? 'No incident found.' : `${findings.length} ${findings.length === 1 ? 'incident' : 'incidents'} found.`;
  for (const finding of findings) {
    yield '';
    yield plain(`${finding.severity.toUpperCase()}  ${finding.type}: ${finding.summary}`);
    yield `    between ${finding.window.from} and ${finding.window.to}`;
    const names = finding.records.slice(0, SHOWN_RECORDS).map(({ title, key }) => `${title} [${key}]`);
    yield plain(`    ${names.join(', ')}${finding.count > SHOWN_RECORDS ? ` and ${finding.count - SHOWN_RECORDS} more` : ''}`);
    for (const { field, value, inside, insideOf, outside, outsideOf } of finding.different.slice(0, SHOWN_DIFFERENCES)) {
      yield plain(`    different about these: ${field} ${value === '*' ? 'is filled' : `is ${value}`} in ${inside} of ${insideOf}, else in ${outside} of ${outsideOf}`);
    }
    // With each, as a finding is what goes into a ticket.
    yield `    suspects, by weights fitted on simulated cases, the probabilities not yet within the bar of calibration (${FIGURES}); “${verdictWords.proved}” is said for the kind of evidence, not for a measured certainty`;
    for (const suspect of finding.suspects) yield* suspectLines(suspect);
  }
}

function* suspectLines({ name, verdict, probability, role, evidence, remedy }: Suspect): Generator<string> {
  yield plain(`  ${verdictWords[verdict]}  ${wholePercent(probability)} %  ${name}${role === undefined ? '' : ` (${role})`}`);
  for (const { kind, text, weight } of evidence) yield plain(`      ${weight < 0 ? 'against' : weight > 0 ? 'for' : 'note'}  ${evidenceWords[kind]}: ${text}`);
  for (const step of remedy) yield plain(`      do   ${step}`);
}
