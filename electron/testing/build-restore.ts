import type { PlanId, RawFormat, RestoreId, SourceId } from '../../shared/records.ts';
import type { Clock } from '../core/ports.ts';
import type { Connector } from '../connectors/connector.ts';
import { applyPlan, type ApplyPorts } from '../restore/apply-plan.ts';
import { gatherForRestore, gatherForUndo } from '../restore/gather.ts';
import { planRestore } from '../restore/plan/plan-restore.ts';
import { planUndo } from '../restore/plan/plan-undo.ts';
import type { Plan, RestoreJournal, RestoreResult, WantedRecord } from '../restore/types.ts';
import { connectFake } from './fake-connector.ts';
import { uidOfText, type FakeServer } from './fake-server.ts';
import { emptyPages, openJournal, type JournalPages } from './memory-journal.ts';
import { bytesOf, textRules } from './text-rules.ts';

/** A clock that waits no time: waiting moves it on. */
export function jumpingClock(): Clock {
  let now = Date.UTC(2026, 2, 1);
  return {
    nowMs: () => now,
    async sleep(milliseconds, signal) {
      await Promise.resolve();
      signal?.throwIfAborted();
      now += milliseconds;
    },
  };
}

/** A card of a few lines. */
export function aCard(uid: string, ...lines: readonly string[]): string {
  return ['BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, `FN:${uid}`, ...lines, 'END:VCARD', ''].join('\n');
}

/** An event of a few lines. */
export function anEvent(uid: string, ...lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:${uid}`, ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\n');
}

/** A record to bring back; without `comparedWith` it is wanted by its key alone. */
export function aWanted(key: string, text: string, comparedWith?: { readonly key: string; readonly text: string } | null): WantedRecord {
  const format: RawFormat = text.startsWith('BEGIN:VCARD') ? 'vcard' : 'icalendar';
  const collectionId = key.slice(0, key.indexOf('/'));
  const uid = uidOfText(text);
  return {
    collectionId,
    collectionName: collectionId,
    key,
    kind: format === 'vcard' ? 'contact' : 'event',
    title: uid ?? key,
    ...(uid === undefined ? {} : { uid }),
    format,
    raw: bytesOf(text),
    ...(comparedWith === undefined ? {} : { comparedWith: comparedWith && { key: comparedWith.key, raw: bytesOf(comparedWith.text) } }),
  };
}

export const NEVER: AbortSignal = new AbortController().signal;

/** Ports over a fake server; each part can be replaced. */
export function applyPorts(parts: { readonly connector: Connector; readonly journal?: RestoreJournal }): ApplyPorts {
  return { connector: parts.connector, journal: parts.journal ?? openJournal(emptyPages()), clock: jumpingClock(), rules: textRules, writeSignal: NEVER };
}

/** Gathers and plans against the server as it is. */
export async function planOn(server: FakeServer, wanted: readonly WantedRecord[], options: { readonly id?: string; readonly overwrite?: ReadonlySet<string> } = {}): Promise<Plan> {
  const connector = connectFake(server);
  const now = await gatherForRestore({ connector, clock: jumpingClock() }, wanted, ['me@example.test'], NEVER);
  return planRestore(
    {
      id: (options.id ?? 'plan-1') as PlanId,
      sourceId: 'source-1' as SourceId,
      sourceName: 'account',
      createdAt: '2026-03-01T00:00:00.000Z',
      wanted,
      now,
      keyFor: connector.keyFor,
      ...(options.overwrite === undefined ? {} : { overwrite: options.overwrite }),
    },
    textRules,
  );
}

/** Applies a plan on a server where nothing goes wrong. */
export async function applyOn(server: FakeServer, plan: Plan, pages: JournalPages = emptyPages(), restoreId = 'restore-1'): Promise<RestoreResult> {
  const ports = applyPorts({ connector: connectFake(server), journal: openJournal(pages) });
  return applyPlan(plan, ports, { restoreId: restoreId as RestoreId }, NEVER, ignoreProgress);
}

/** Plans the undo of a restore against the server as it is. */
export async function undoOn(server: FakeServer, pages: JournalPages, restoreId = 'restore-1'): Promise<Plan> {
  const page = pages.restores.get(restoreId as RestoreId);
  if (page === undefined) throw new Error('nothing to undo');
  const entries = [...page.entries.values()];
  const connector = connectFake(server);
  const now = await gatherForUndo({ connector, clock: jumpingClock() }, page.plan, entries, ['me@example.test'], NEVER);
  return planUndo({ id: `undo-of-${restoreId}` as PlanId, createdAt: '2026-03-01T00:00:00.000Z', plan: page.plan, restoreId: restoreId as RestoreId, entries, now, keyFor: connector.keyFor }, textRules);
}

/** For callers that show no progress. */
export function ignoreProgress(): void {}
