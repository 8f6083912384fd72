import type { RecordKind } from '../../shared/records.ts';
import { LIVE, kindOf } from './codes.ts';
import type { CaseFile } from './case-file.ts';
import type { OpenSpan } from './standing.ts';

/** Begins and ends spans at one snapshot and counts what stands. */
export interface SpanWriter {
  /** Ends a span whose record is gone from its place. */
  end(open: OpenSpan): void;
  /** Ends a span whose record goes on at the same place with another body or state. */
  replace(open: OpenSpan): void;
  begin(span: { record: number; place: number; collection: number; body: number; kind: number; state: number }): void;
  setVersion(place: number, version: string | null): void;
  /** Live records by kind, counted on from those before. */
  readonly live: Record<RecordKind, number>;
  /** Writes the counts of the collections. */
  finish(): void;
}

/** A writer for the spans of the snapshot `seq`. */
export function spanWriter(file: CaseFile, seq: number, liveBefore: Record<RecordKind, number>): SpanWriter {
  const end = file.prepare<[number, number, number]>('UPDATE spans SET to_seq = ? WHERE record = ? AND from_seq = ?');
  const begin = file.prepare<[number, number, number, number, number]>('INSERT INTO spans (record, from_seq, place, body, state) VALUES (?, ?, ?, ?, ?)');
  const setVersion = file.prepare<[number, string]>('INSERT INTO place_versions (place, version) VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET version = excluded.version');
  const dropVersion = file.prepare<[number]>('DELETE FROM place_versions WHERE place = ?');
  const count = file.prepare<[number, number, number]>('UPDATE collections SET standing = standing + ?, live = live + ? WHERE id = ?');
  const live = { ...liveBefore };
  const byCollection = new Map<number, { standing: number; live: number }>();

  function tally(collection: number, kind: number, state: number, sign: 1 | -1): void {
    const counts = byCollection.get(collection) ?? { standing: 0, live: 0 };
    byCollection.set(collection, counts);
    counts.standing += sign;
    if (state !== LIVE) return;
    counts.live += sign;
    live[kindOf(kind)] += sign;
  }
  function endSpan(open: OpenSpan): void {
    end.run(seq, open.record, open.fromSeq);
    tally(open.collection, open.kind, open.state, -1);
  }
  return {
    live,
    end(open) {
      endSpan(open);
      dropVersion.run(open.place);
    },
    replace: endSpan,
    begin({ record, place, collection, body, kind, state }) {
      begin.run(record, seq, place, body, state);
      tally(collection, kind, state, 1);
    },
    setVersion(place, version) {
      if (version === null) dropVersion.run(place);
      else setVersion.run(place, version);
    },
    finish() {
      for (const [collection, counts] of byCollection) count.run(counts.standing, counts.live, collection);
    },
  };
}
