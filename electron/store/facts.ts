import type { CaseFile } from './case-file.ts';
import type { SnapshotRows } from './snapshot-rows.ts';
import type { CaseInfo, CaseStore } from './types.ts';

/** What a case says of itself, and its settings. */
export interface Facts extends Pick<CaseStore, 'setTitle' | 'setting' | 'setSetting'> {
  info(bytes: number): CaseInfo;
}

/** The facts of an open case. Counts are those of the last snapshot, so that none has to be counted. */
export function facts(file: CaseFile, snapshots: SnapshotRows): Facts {
  const fact = file.prepare<[string], string>('SELECT value FROM case_facts WHERE name = ?').pluck();
  const setFact = file.prepare<[string, string]>('INSERT OR REPLACE INTO case_facts (name, value) VALUES (?, ?)');
  const setting = file.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck();
  const setSetting = file.prepare<[string, string]>('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
  const dropSetting = file.prepare<[string]>('DELETE FROM settings WHERE name = ?');
  const version = file.prepare<[], number>('SELECT user_version FROM pragma_user_version').pluck();
  const sourceCount = file.prepare<[], number>('SELECT count(*) FROM sources WHERE removed = 0').pluck();
  const snapshotCount = file.prepare<[], number>('SELECT count(*) FROM snapshots').pluck();
  return {
    info(bytes) {
      const latest = snapshots.latest();
      return {
        path: file.path,
        title: fact.get('title') ?? '',
        createdAt: fact.get('createdAt') ?? '',
        encrypted: file.isEncrypted,
        schemaVersion: version.get() ?? 0,
        bytes,
        sources: sourceCount.get() ?? 0,
        snapshots: snapshotCount.get() ?? 0,
        records: latest?.recordsTotal ?? 0,
        bodies: latest?.bodiesTotal ?? 0,
        headHash: latest === undefined ? '' : latest.manifest.toString('hex'),
      };
    },
    setTitle(title) {
      file.write(() => setFact.run('title', title));
    },
    setting: (name) => setting.get(name) ?? null,
    setSetting(name, value) {
      file.write(() => (value === null ? dropSetting.run(name) : setSetting.run(name, value)));
    },
  };
}
