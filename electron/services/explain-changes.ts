import type { Finding } from '../../shared/contract/findings.ts';
import { AppError } from '../../shared/errors.ts';
import type { GivenWorld } from '../analysis/attribution/describe-findings.ts';
import { appIdsOf, isByAdministrator } from '../analysis/attribution/app-ids.ts';
import type { AuditFact, LogCoverage } from '../analysis/attribution/types.ts';
import type { OpenCase } from './case-context.ts';
import { type ChooseSnapshots, compareRows, readHistory, type TellCompared } from './case-history.ts';
import { listApps, listEvents } from './declare.ts';

export interface ExplainInput {
  /** Left out: from the first snapshot of each source on. */
  readonly from?: string;
  /** Left out: until the last. */
  readonly to?: string;
}

/**
 * What happened in a case, told as incidents with their suspects: of one source from one snapshot to a later one, or of the whole case. The
 * other sources, the logs and what was declared are evidence either way. Incomplete snapshots prove nothing and are passed over.
 */
export async function explainChanges(context: OpenCase, input: ExplainInput, compared?: TellCompared): Promise<Finding[]> {
  const { store } = context;
  // Nothing but a verdict needs them, and they are not small.
  const [{ KNOWLEDGE }, { describeFindings }] = await Promise.all([import('../analysis/knowledge/knowledge.ts'), import('../analysis/attribution/describe-findings.ts')]);
  return store.readTogether(() => {
    const findings = describeFindings({ ...readEvidence(context, input, compared), knowledge: KNOWLEDGE });
    return findings.filter((finding) => input.from === undefined || finding.source === store.resolveSnapshot(input.from).sourceName);
  });
}

/** All that a verdict rests on besides what is known of apps; what it reads lazily is there as long as the reading goes on. */
export function readEvidence(context: OpenCase, input: ExplainInput, compared?: TellCompared): Omit<GivenWorld, 'knowledge'> {
  const { history, sources } = readHistory(context, chooseRange(context, input), compared);
  return { history, sources, inventory: listApps(context), events: listEvents(context), audit: [...auditFacts(context)], logs: logCoverage(context) };
}

function chooseRange(context: OpenCase, { from: fromReference, to: toReference }: ExplainInput): ChooseSnapshots {
  if (fromReference === undefined) return (_source, snapshots) => snapshots;
  const from = context.store.resolveSnapshot(fromReference);
  const to = context.store.resolveSnapshot(toReference ?? `${from.sourceName}@latest`);
  if (from.sourceId !== to.sourceId) throw new AppError('different-sources');
  return (source, snapshots) => (source !== from.sourceName ? snapshots : snapshots.filter((row) => compareRows(row, from) >= 0 && compareRows(row, to) <= 0));
}

function logCoverage({ store }: OpenCase): readonly LogCoverage[] {
  const names = new Map(store.sources().map(({ id, name }) => [id, name]));
  return store.audit.logs().map(({ sourceId, facts }): LogCoverage => {
    const source = sourceId === undefined ? undefined : names.get(sourceId);
    return { ...facts, ...(source === undefined ? {} : { source }) };
  });
}

function* auditFacts({ store }: OpenCase): Generator<AuditFact> {
  const names = new Map(store.sources().map(({ id, name }) => [id, name]));
  for (const { sourceId, actor: _actor, origin: _origin, log: _log, document, ...fact } of store.audit.list()) {
    const source = sourceId === undefined ? undefined : names.get(sourceId);
    yield { ...fact, appIds: appIdsOf(fact.client ?? '', document), ...rightsOf(document), ...(source === undefined ? {} : { source }) };
  }
}

function rightsOf(document: string): Pick<AuditFact, 'isByAdministrator'> {
  const isAdministrator = isByAdministrator(document);
  return isAdministrator === undefined ? {} : { isByAdministrator: isAdministrator };
}
