import type { CaseFile } from './case-file.ts';
import { closings, provesAbsence } from './closings.ts';
import { LIVE } from './codes.ts';
import type { CollectionRows } from './collections.ts';
import type { StagedCollection, StagedItem, Staging } from './staging.ts';
import type { OpenSpan, StandingReader } from './standing.ts';
import type { SnapshotPreview, Version } from './types.ts';
import { BODY_COLUMNS, type VersionRow, versionOf } from './version-row.ts';

type BodyColumns = Pick<VersionRow, 'kind' | 'uid' | 'title' | 'canonical' | 'meaning'>;

interface StagedPlace {
  readonly item: Extract<StagedItem, { action: 'put' }>;
  readonly key: string;
  readonly collection: StagedCollection;
}

/** What a staged snapshot would change. A record that is new has a number below zero until it is committed. */
export function previewSnapshot(file: CaseFile, staging: Staging, dropped: ReadonlySet<number>, standing: StandingReader, collections: CollectionRows): SnapshotPreview {
  const bodyColumns = file.prepare<[number], BodyColumns>(`SELECT ${BODY_COLUMNS} FROM bodies b WHERE b.id = ?`);
  const names = collections.names(staging.source);
  const added: StagedPlace[] = [];
  const came: StagedPlace[] = [];
  const removed: Version[] = [];
  const left: OpenSpan[] = [];
  let modified = 0;
  let cosmetic = 0;

  function version(span: Pick<OpenSpan, 'record' | 'body' | 'state' | 'key'>, collection: { id: string; name: string }): Version {
    const columns = bodyColumns.get(span.body);
    if (columns === undefined) throw new RangeError('a span without its body');
    return versionOf({ ...columns, ...span, collection: 0 }, collection);
  }
  function stagedVersion({ item, key, collection }: StagedPlace, index: number): Version {
    return version({ record: -1 - index, body: item.body.id, state: item.state, key }, collection);
  }
  function priorVersion(open: OpenSpan): Version {
    return version(open, names.get(open.collection) ?? { id: '', name: '' });
  }

  for (const collection of staging.collections.values()) {
    for (const [key, item] of collection.items) {
      if (item.action === 'remove') continue;
      const wasLive = item.prior?.state === LIVE;
      const isLive = item.state === LIVE;
      if (!isLive && item.prior === null) came.push({ item, key, collection });
      if (isLive && !wasLive) added.push({ item, key, collection });
      else if (wasLive && !isLive && item.prior !== null) removed.push(priorVersion(item.prior));
      else if (isLive && item.difference === 'meaning') modified += 1;
      else if (isLive && item.difference === 'cosmetic') cosmetic += 1;
    }
  }
  if (provesAbsence(staging)) {
    for (const open of closings(staging, dropped, standing)) {
      if (open.state === LIVE) removed.push(priorVersion(open));
      else left.push(open);
    }
  }
  return {
    added: added.length,
    addedVersions: () => added.map(stagedVersion),
    asideCame: () => came.map(stagedVersion),
    asideLeft: () => left.map(priorVersion),
    removed,
    modified,
    cosmetic,
    rewritten: staging.rewritten.size,
  };
}
