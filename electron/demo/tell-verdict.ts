import type { Finding } from '../../shared/contract/findings.ts';
import { verdictLines } from '../../shared/messages/verdict-text.ts';
import type { CaseContext } from '../services/case-context.ts';
import { listApps } from '../services/declare.ts';
import { explainChanges } from '../services/explain-changes.ts';

/** Says who did what between two snapshots, as it can be pasted into a ticket, and answers the findings. */
export async function tellVerdict(context: CaseContext, range: { readonly from: string; readonly to: string }, say: (line: string) => void): Promise<readonly Finding[]> {
  const findings = await explainChanges(context, range);
  const facts = { logRows: context.store.audit.count(), apps: listApps(context).length };
  say(`Verdict: ${findings.length} ${findings.length === 1 ? 'incident' : 'incidents'}.`);
  for (const finding of findings) {
    say('');
    for (const line of verdictLines(finding, facts)) say(`  ${line}`);
  }
  say('');
  return findings;
}
