import { statSync } from 'node:fs';
import { BugError, invariant } from '../../shared/errors.ts';
import type { SnapshotId, SourceId } from '../../shared/records.ts';
import { answers } from './answers.ts';
import type { ApplyParts } from './apply-snapshot.ts';
import { auditRows } from './audit.ts';
import { bodies } from './bodies.ts';
import type { CaseFile } from './case-file.ts';
import { changes } from './changes.ts';
import { collectionRows } from './collections.ts';
import { continueRecord } from './continue-record.ts';
import { facts } from './facts.ts';
import { journal } from './journal.ts';
import { manifests } from './manifest.ts';
import { recordNames } from './record-names.ts';
import { snapshotEnds } from './snapshot-ends.ts';
import { snapshotRows } from './snapshot-rows.ts';
import { snapshotWriter } from './snapshot-writer.ts';
import { sources } from './sources.ts';
import { guarded } from './sqlite-errors.ts';
import { standingReader } from './standing.ts';
import { sweepStaged } from './sweep.ts';
import { terms } from './terms.ts';
import type { CaseStore, SnapshotWriter } from './types.ts';
import { verifyCase } from './verify-case.ts';
import { versions } from './versions.ts';

/** Puts the parts of the store together over an open file; one that may write sweeps first what a dead writer left. */
export function caseStore(file: CaseFile, mayWrite: boolean): CaseStore {
  const sourceRows = sources(file);
  const termRows = terms(file);
  const bodyRows = bodies(file, termRows);
  const snapshots = snapshotRows(file);
  const collections = collectionRows(file, sourceRows);
  const standing = standingReader(file);
  const versionRows = versions(file, snapshots, collections);
  const changeRows = changes(file, snapshots, collections);
  const caseFacts = facts(file, snapshots);
  const apply: ApplyParts = { file, standing, snapshots, manifests: manifests(file), ends: snapshotEnds(file) };
  const journalRows = journal(file);
  const audit = auditRows(file, sourceRows);
  let active: SnapshotWriter | null = null;

  if (mayWrite) sweep();

  function sweep(): void {
    const swept = sweepStaged(file);
    if (swept > 0) file.log.info('staged-bodies-swept', { bodies: swept });
  }

  function beginSnapshot(sourceId: SourceId, options: Parameters<CaseStore['beginSnapshot']>[1]): SnapshotWriter {
    if (!mayWrite) throw new BugError('a case opened for reading was written to');
    invariant(active === null, 'two snapshots at once');
    sweep();
    const source = sourceRows.rowId(sourceId);
    const target = { sourceId, source, sourceName: sourceRows.nameOf(source), options, ended: () => void (active = null) };
    active = guarded(snapshotWriter({ ...apply, bodies: bodyRows, terms: termRows, collections }, target));
    return active;
  }

  const store: CaseStore = {
    ...caseFacts,
    info: () => caseFacts.info(statSync(file.path).size),
    addSource: (source) => sourceRows.add(source),
    sources: () => sourceRows.all(),
    source: (name) => sourceRows.byName(name),
    removeSource: (id) => sourceRows.remove(id),
    beginSnapshot,
    known: (sourceId, collectionId) => guarded(collections.known(sourceId, collectionId)),
    knownCollections: (sourceId) => collections.allKnown(sourceId),
    snapshots: (sourceName) => snapshots.all(sourceName),
    resolveSnapshot: (reference) => snapshots.resolve(reference),
    problems: (id) => snapshots.problems(id),
    quarantined: (id) => snapshots.quarantined(id),
    versions: (id: SnapshotId, query) => versionRows.of(id, query),
    countVersions: (id, query) => versionRows.count(id, query),
    body: (id) => bodyRows.body(id),
    fields: (id) => bodyRows.fields(id),
    head: (id) => bodyRows.head(id),
    fieldsApart: (before, after) => bodyRows.fieldsApart(before, after),
    traces: (id) => bodyRows.traces(id),
    recordNames: recordNames(file),
    history: (recordId) => changeRows.history(recordId),
    changes: (from, to) => changeRows.between(from, to),
    readTogether: (read) => file.readTogether(read),
    continueRecord: (sourceId, continuation) => continueRecord(file, sourceRows.rowId(sourceId), continuation),
    journal: guarded(journalRows),
    answers: guarded(answers(file)),
    audit: guarded(audit),
    verify: () => verifyCase(file, { snapshots, manifests: apply.manifests, bodies: bodyRows, journal: journalRows, audit }),
    close() {
      try {
        active?.abort();
      } finally {
        file.close();
      }
    },
  };
  return guarded(store);
}
