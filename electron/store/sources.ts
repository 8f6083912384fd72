import { AppError } from '../../shared/errors.ts';
import type { SourceId } from '../../shared/records.ts';
import type { CaseFile } from './case-file.ts';
import type { SourceKind, SourceRow } from './types.ts';

/** The accounts and files that a case watches. */
export interface Sources {
  add(source: Omit<SourceRow, 'id'>): SourceRow;
  all(): readonly SourceRow[];
  byName(name: string): SourceRow | null;
  remove(id: SourceId): void;
  /** The number under which its rows stand, also of one whose account was removed; throws `source-unknown`. */
  rowId(id: SourceId): number;
  nameOf(rowId: number): string;
}

interface Row {
  readonly id: number;
  readonly publicId: string;
  readonly name: string;
  readonly kind: string;
  readonly label: string | null;
  readonly url: string | null;
  readonly user: string | null;
  readonly secretRef: string | null;
  readonly ca: string | null;
  readonly mailbox: string | null;
  readonly removed: number;
}

const COLUMNS = 'id, public_id AS publicId, name, kind, label, url, user, secret_ref AS secretRef, ca, mailbox, removed';

/** The sources of an open case. */
export function sources(file: CaseFile): Sources {
  const all = file.prepare<[], Row>(`SELECT ${COLUMNS} FROM sources WHERE removed = 0 ORDER BY name`);
  const byName = file.prepare<[string], Row>(`SELECT ${COLUMNS} FROM sources WHERE name = ?`);
  const rowIds = file.prepare<[string], number>('SELECT id FROM sources WHERE public_id = ?').pluck();
  const names = file.prepare<[number], string>('SELECT name FROM sources WHERE id = ?').pluck();
  const insert = file.prepare('INSERT INTO sources (public_id, name, kind, label, url, user, secret_ref, ca, mailbox) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  // A name that comes again goes on with the history that stands under it.
  const revive = file.prepare('UPDATE sources SET removed = 0, kind = ?, label = ?, url = ?, user = ?, secret_ref = ?, ca = ?, mailbox = ? WHERE id = ?');
  const remove = file.prepare('UPDATE sources SET removed = 1, url = NULL, user = NULL, secret_ref = NULL, ca = NULL, mailbox = NULL WHERE id = ?');
  // What the server said of its items means nothing to an account that may be another one.
  const forgetVersions = file.prepare('DELETE FROM place_versions WHERE place IN (SELECT id FROM places WHERE source = ?)');
  const forgetCursors = file.prepare('UPDATE collections SET cursor = NULL WHERE source = ?');

  function rowId(id: SourceId): number {
    const found = rowIds.get(id);
    if (found === undefined) throw new AppError('source-unknown');
    return found;
  }
  function existing(name: string): SourceRow | null {
    const row = byName.get(name);
    return row === undefined || row.removed === 1 ? null : sourceRow(row);
  }
  return {
    add(source) {
      return file.write(() => {
        const row = byName.get(source.name);
        if (row !== undefined && row.removed === 0) throw new AppError('source-exists');
        const account = [source.kind, source.label, source.url, source.user, source.secretRef, source.ca, source.mailbox].map((value) => value ?? null);
        if (row === undefined) insert.run(file.ids.next(), source.name, ...account);
        else revive.run(...account, row.id);
        const added = existing(source.name);
        if (added === null) throw new AppError('source-unknown');
        return added;
      });
    },
    all: () => all.all().map(sourceRow),
    byName: existing,
    remove(id) {
      file.write(() => {
        const row = rowId(id);
        remove.run(row);
        forgetVersions.run(row);
        forgetCursors.run(row);
      });
    },
    rowId,
    nameOf: (row) => names.get(row) ?? '',
  };
}

function sourceRow(row: Row): SourceRow {
  return {
    id: row.publicId as SourceId,
    name: row.name,
    kind: row.kind as SourceKind,
    ...(row.label === null ? {} : { label: row.label }),
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.user === null ? {} : { user: row.user }),
    ...(row.secretRef === null ? {} : { secretRef: row.secretRef }),
    ...(row.ca === null ? {} : { ca: row.ca }),
    ...(row.mailbox === null ? {} : { mailbox: row.mailbox }),
  };
}
