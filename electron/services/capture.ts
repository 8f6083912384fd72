import { AppError, isAbort, toWireError } from '../../shared/errors.ts';
import type { ReportProgress } from '../../shared/progress.ts';
import { pairForCounts } from '../analysis/diff/pair-for-counts.ts';
import type { Collection, Connector, Known, SourceItem } from '../connectors/connector.ts';
import type { Clock } from '../core/ports.ts';
import type { CaseStore, CollectionOutcome, SnapshotRow, SnapshotWriter, SourceRow } from '../store/types.ts';
import { type CaseContext, timeText } from './case-context.ts';
import { continueSetAside } from './continue-set-aside.ts';
import { keepItem } from './keep-item.ts';
import { ownCollections } from './own-collections.ts';
import { keptCollection, plannedCollections } from './planned-collections.ts';

export interface CaptureOptions {
  readonly takenAt?: string;
  readonly label?: string;
  /** Take nothing as known: read every item anew. */
  readonly full: boolean;
  /** Message ids of what this source cannot show. */
  readonly notCaptured: readonly string[];
  readonly startedMs: number;
  /** The source is faster than packing what it gives. */
  readonly isFast?: boolean;
}

/**
 * Takes one snapshot of everything a connector shows. What fails half-way leaves a snapshot marked incomplete with its reason, which never
 * proves a deletion; where nothing at all was read, or on cancelling, no snapshot is left and the failure is thrown.
 */
export async function capture(
  context: CaseContext,
  source: SourceRow,
  connector: Connector,
  options: CaptureOptions,
  signal: AbortSignal,
  report: ReportProgress,
): Promise<SnapshotRow> {
  const { store, ports } = context;
  report('connect', 0, null);
  const listed = ownCollections(context, source, await connector.collections(signal));
  // An account that never had a collection is more likely a wrong URL than an empty one.
  if (listed.length === 0 && store.snapshots(source.name).length === 0) throw new AppError('nothing-found-at-url');
  const writer = store.beginSnapshot(source.id, {
    takenAt: options.takenAt ?? timeText(ports.clock.nowMs()),
    ...(options.label === undefined ? {} : { label: options.label }),
    incremental: !options.full,
    packsBeside: options.isFast ?? false,
  });
  try {
    const tally = await captureCollections(context, source, connector, listed, writer, options, signal, report);
    report('store', 0, 1);
    const row = commit(store, writer, tally, options, ports.clock);
    report('store', 1, 1);
    return row;
  } catch (error) {
    writer.abort();
    throw error;
  }
}

interface Tally {
  requests: number;
  bytesIn: number;
  /** Items of collections that hold what lives: what was deleted is counted in nothing. */
  items: number;
  isIncremental: boolean;
  because: string | undefined;
}

async function captureCollections(
  context: CaseContext,
  source: SourceRow,
  connector: Connector,
  listed: readonly Collection[],
  writer: SnapshotWriter,
  options: CaptureOptions,
  signal: AbortSignal,
  report: ReportProgress,
): Promise<Tally> {
  const tally: Tally = { requests: 0, bytesIn: 0, items: 0, isIncremental: false, because: undefined };
  const gone: string[] = [];
  const { plan, expected } = plannedCollections(context.store, source, listed);
  let firstFailure: AppError | undefined;
  for (const { collection, isListed, holdsLive } of plan) {
    writer.beginCollection(keptCollection(collection));
    const known = knownFor(context, source, collection, options.full);
    try {
      const outcome = await captureCollection(context, connector, collection, known, writer, tally, signal, (done) => report('download', done, expected || null));
      writer.endCollection(collection.id, outcome);
      if (!outcome.complete) tally.because ??= outcome.because ?? 'internal';
    } catch (error) {
      if (isAbort(error) || signal.aborted) throw error;
      // Not listed any more, and the server says so when asked directly: the collection is gone, which its records follow.
      if (!isListed && error instanceof AppError && (error.code === 'collection-gone' || (!holdsLive && NOT_SHOWN.has(error.code)))) {
        gone.push(collection.id);
        continue;
      }
      if (!(error instanceof AppError) || CASE_FAILURES.has(error.code)) throw error;
      firstFailure ??= error;
      tally.because ??= toWireError(error).code;
      writer.endCollection(collection.id, { listing: 'full', complete: false, because: error.code, cursor: null });
    }
  }
  if (firstFailure !== undefined && tally.items === 0) throw firstFailure;
  if (gone.length > 0) writer.dropCollections(gone);
  return tally;
}

/** Failures of the case file itself: going on would only lose more. */
export const CASE_FAILURES: ReadonlySet<string> = new Set(['disk-full', 'case-damaged', 'case-busy', 'file-not-writable']);

/** What was deleted is not shown any more: of what lives that says nothing, and the snapshot names it among what is not captured. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['consent-missing', 'forbidden', 'not-supported']);

function knownFor(context: CaseContext, source: SourceRow, collection: Collection, full: boolean): Known {
  const known = context.store.known(source.id, collection.id);
  return {
    cursor: full ? null : known.cursor,
    count: known.count,
    versionOf: full ? () => undefined : (key) => known.versionOf(key),
    keys: () => known.keys(),
    full,
  };
}

async function captureCollection(
  context: CaseContext,
  connector: Connector,
  collection: Collection,
  known: Known,
  writer: SnapshotWriter,
  tally: Tally,
  signal: AbortSignal,
  progressed: (done: number) => void,
): Promise<CollectionOutcome> {
  const isSetAside = (collection.state ?? 'live') !== 'live';
  let seen = 0;
  const state: CollectionState = { unreadableWithoutKey: 0, unfetched: undefined };
  let outcome: CollectionOutcome | undefined;
  for await (const item of connector.changes(collection, known, signal)) {
    if (item.type === 'checkpoint') {
      tally.requests += item.requests;
      tally.bytesIn += item.bytesIn;
      tally.isIncremental ||= item.listing === 'delta';
      outcome = { listing: item.listing, complete: item.complete, cursor: item.cursor, ...(item.because === undefined ? {} : { because: item.because }) };
      continue;
    }
    takeItem(context, collection, item, writer, state);
    seen += 1;
    if (!isSetAside) tally.items += 1;
    if (tally.items % 50 === 0) progressed(tally.items);
    // Items that are all at hand (a file in memory) let no message in by themselves: cancelling must be heard within a second.
    if (seen % 1000 === 0) await context.ports.clock.sleep(0, signal);
  }
  progressed(tally.items);
  signal.throwIfAborted();
  if (outcome === undefined) throw new AppError('answer-cut-off');
  if (state.unfetched !== undefined && outcome.complete) return { ...outcome, complete: false, because: state.unfetched };
  // What cannot be read and has no name may be any of the known records: nothing may be called deleted then.
  if (state.unreadableWithoutKey > 0 && known.count > 0 && outcome.complete) return { ...outcome, complete: false, because: 'record-unreadable' };
  return outcome;
}

interface CollectionState {
  unreadableWithoutKey: number;
  unfetched: string | undefined;
}

function takeItem(context: CaseContext, collection: Collection, item: Exclude<SourceItem, { type: 'checkpoint' }>, writer: SnapshotWriter, state: CollectionState): void {
  if (item.type === 'same') writer.same(collection.id, item.key, item.version);
  else if (item.type === 'removal') writer.remove(collection.id, item.key);
  else if (item.type === 'unfetched') {
    state.unfetched ??= item.code;
    writer.warn({ key: item.key, code: item.code, quarantined: false });
  } else if (!keepItem(context, collection, item, writer)) state.unreadableWithoutKey += item.key === '' ? 1 : 0;
}

function commit(store: CaseStore, writer: SnapshotWriter, tally: Tally, options: CaptureOptions, clock: Clock): SnapshotRow {
  const preview = writer.preview();
  const isPairing = preview.added > 0 && preview.removed.length > 0;
  const paired = isPairing
    ? store.readTogether(() => pairForCounts(preview.addedVersions(), preview.removed, (version) => store.fields(version.bodyId)))
    : { added: preview.added, removed: preview.removed.length, continuations: [] };
  return writer.commit({
    complete: tally.because === undefined,
    ...(tally.because === undefined ? {} : { incompleteBecause: tally.because }),
    changes: { added: paired.added, removed: paired.removed, modified: preview.modified },
    continuations: store.readTogether(() => continueSetAside(preview, paired.continuations)),
    notCaptured: options.notCaptured,
    stats: { requests: tally.requests, bytesIn: tally.bytesIn, ms: Math.round(clock.nowMs() - options.startedMs), incremental: tally.isIncremental },
  });
}
