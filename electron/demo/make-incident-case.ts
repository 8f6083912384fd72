import type { SnapshotRow } from '../store/types.ts';
import { type CaseContext, timeText } from '../services/case-context.ts';
import { declareApp, declareEvent } from '../services/declare.ts';
import { createCaseContext, createPorts, createSessionVault, PRACTICE_SECRET, PRACTICE_SETTING } from '../services/engine.ts';
import { addSource } from '../services/sources.ts';
import { takeSnapshots } from '../services/take-snapshot.ts';
import type { DemoServer } from './demo-server.ts';
import { causeIncident, type IncidentTruth } from './incident.ts';
import { fillBook, PRACTICE_SIZE } from './practice-account.ts';

/** Name of the account in a practice case. */
export const PRACTICE_SOURCE = 'phone-book';

export interface IncidentCase {
  readonly context: CaseContext;
  readonly before: SnapshotRow;
  readonly unchanged: SnapshotRow;
  readonly after: SnapshotRow;
  readonly truth: IncidentTruth;
}

/**
 * Makes a case on a running server: fills the account, takes a snapshot, and another while nothing happened, lets a second device do its
 * damage, takes a third. The caller closes the store.
 */
export async function makeIncidentCase(path: string, server: DemoServer, seed: number, signal: AbortSignal, say: (line: string) => void): Promise<IncidentCase> {
  const ports = createPorts(createSessionVault({}), async () => ({ url: server.url, user: server.access.user, password: server.access.password }));
  const context = createCaseContext(path, undefined, 'Practice: contacts doubled after a second phone', ports);
  context.store.setSetting(PRACTICE_SETTING, 'yes');
  addSource(context, { name: PRACTICE_SOURCE, kind: 'carddav', url: server.url, user: server.access.user, secretRef: PRACTICE_SECRET });
  const filled = await fillBook(server.access, seed);
  say(`An address book of ${filled} generated contacts stands on ${server.name}.`);
  const before = await snapshot(context, 'before', signal);
  say(`Snapshot “before”: ${before.counts.contact} contacts, ${before.stats.requests} requests.`);
  const unchanged = await snapshot(context, 'unchanged', signal);
  say(`Snapshot “unchanged”: ${unchanged.changes.added} added, ${unchanged.changes.removed} removed, ${unchanged.changes.modified} modified, ${unchanged.stats.requests === 1 ? '1 request' : `${unchanged.stats.requests} requests`}.`);
  const { doubled, deleted, overwritten } = PRACTICE_SIZE;
  // Another seed than the book's: the same one would deal out the same UIDs.
  const atMs = ports.clock.nowMs();
  declareApp(context, { app: 'outlook-mobile-ios', device: 'second phone', since: timeText(atMs), direction: 'two-way' });
  declareEvent(context, { at: timeText(atMs), type: 'device-added', app: 'outlook-mobile-ios', text: 'Outlook on a second phone saves contacts as well' });
  const truth = await causeIncident({ ...server.access, seed: seed + 1, atMs, doubled, deleted, overwritten });
  say(`Outlook was set to save contacts on a second phone too: it doubled ${truth.doubled.length} contacts, deleted ${truth.deleted.length} and wrote the company over ${truth.overwritten.length} names.`);
  const after = await snapshot(context, 'after', signal);
  return { context, before, unchanged, after, truth };
}

/** One snapshot of the practice account. */
export async function snapshot(context: CaseContext, label: string, signal: AbortSignal): Promise<SnapshotRow> {
  const [row] = await takeSnapshots(context, { sources: [PRACTICE_SOURCE], label }, signal, () => {});
  if (row === undefined) throw new Error('no snapshot was taken');
  return row;
}
