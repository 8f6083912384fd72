import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { APPLICATION_ID } from './database.ts';
import type { Migration } from './migrations/migration.ts';

/** The version that the newest of these migrations gives a file. */
export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0;
}

/** The file's version; throws `case-not-a-case` where it is no case, `case-newer` where this program is too old for it. */
export function schemaVersion(db: Database.Database, migrations: readonly Migration[]): number {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID || version < 1) throw new AppError('case-not-a-case');
  const newest = newestVersion(migrations);
  if (version > newest) throw new AppError('case-newer', { context: { version, newest } });
  return version;
}

/** Copies an older file aside, then brings it up to date in one transaction: after a failure the file is as it was. */
export function migrate(db: Database.Database, path: string, migrations: readonly Migration[]): void {
  const version = schemaVersion(db, migrations);
  if (version === newestVersion(migrations)) return;
  copyAside(db, `${path}.v${version}`);
  apply(db, migrations.filter((migration) => migration.number > version));
}

/** Gives an empty database the newest schema. */
export function applyAll(db: Database.Database, migrations: readonly Migration[]): void {
  db.pragma(`application_id = ${APPLICATION_ID}`);
  apply(db, migrations);
}

function apply(db: Database.Database, migrations: readonly Migration[]): void {
  db.transaction(() => {
    for (const migration of migrations) {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.number}`);
    }
  }).immediate();
}

/** VACUUM INTO, since SQLite's backup API refuses encrypted files; it keeps the key. An older copy of that version is replaced. */
function copyAside(db: Database.Database, target: string): void {
  rmSync(target, { force: true });
  db.prepare('VACUUM INTO ?').run(target);
}
