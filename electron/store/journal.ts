import { AppError, BugError } from '../../shared/errors.ts';
import type { PlanId, RestoreId } from '../../shared/records.ts';
import { sha256Of } from './body-row.ts';
import type { CaseFile } from './case-file.ts';
import type { JournalStore, RestoreRow } from './journal-types.ts';

interface Sealed {
  readonly sha256: Buffer;
}
interface PlanColumns {
  readonly id: PlanId;
  readonly createdAt: string;
  readonly sourceName: string;
}
type PlanRow = PlanColumns & { readonly document: string };
interface RestoreColumns {
  readonly id: RestoreId;
  readonly planId: PlanId;
  readonly undoOf: RestoreId | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly steps: number;
  readonly document: string | null;
}
interface StepColumns {
  readonly index: number;
  readonly state: string;
  readonly at: string;
  readonly document: string;
}

/** Plans and restores of an open case. Every row has its hash in it: what a restore writes is what was reviewed, or nothing. */
export function journal(file: CaseFile): JournalStore {
  const insertPlan = file.prepare<[PlanRow & Sealed]>(
    'INSERT INTO plans (id, created_at, source_name, document, sha256) VALUES (@id, @createdAt, @sourceName, @document, @sha256)',
  );
  const planColumns = 'id, created_at AS createdAt, source_name AS sourceName';
  const plan = file.prepare<[string], PlanRow & Sealed>(`SELECT ${planColumns}, document, sha256 FROM plans WHERE id = ?`);
  // A list does not read the documents, which hold whole bodies; so it is not checked either.
  const plans = file.prepare<[], PlanColumns>(`SELECT ${planColumns} FROM plans ORDER BY created_at, rowid`);
  const saveRestore = file.prepare<[RestoreColumns & Sealed]>(
    `INSERT INTO restores (id, plan, undo_of, started_at, finished_at, steps, document, sha256)
     VALUES (@id, @planId, @undoOf, @startedAt, @finishedAt, @steps, @document, @sha256)
     ON CONFLICT (id) DO UPDATE SET finished_at = excluded.finished_at, document = excluded.document, sha256 = excluded.sha256`,
  );
  const restoreQuery =
    'SELECT id, plan AS planId, undo_of AS undoOf, started_at AS startedAt, finished_at AS finishedAt, steps, document, sha256 FROM restores';
  const restores = file.prepare<[], RestoreColumns & Sealed>(`${restoreQuery} ORDER BY started_at, rowid`);
  const restore = file.prepare<[string], RestoreColumns & Sealed>(`${restoreQuery} WHERE id = ?`);
  const saveStep = file.prepare<[StepColumns & Sealed & { restore: RestoreId }]>(
    `INSERT INTO restore_steps (restore, step, state, at, document, sha256) VALUES (@restore, @index, @state, @at, @document, @sha256)
     ON CONFLICT (restore, step) DO UPDATE SET state = excluded.state, at = excluded.at, document = excluded.document, sha256 = excluded.sha256`,
  );
  const steps = file.prepare<[string], StepColumns & Sealed>('SELECT step AS "index", state, at, document, sha256 FROM restore_steps WHERE restore = ? ORDER BY step');
  return {
    savePlan({ id, createdAt, sourceName, document }) {
      file.write(() => insertPlan.run(sealed({ id, createdAt, sourceName, document })));
    },
    plan(id) {
      const row = plan.get(id);
      return row === undefined ? null : unsealed(row);
    },
    plans: () => plans.all(),
    beginRestore({ id, planId, undoOf, startedAt, steps: count }) {
      file.write(() => {
        if (restore.get(id) !== undefined) throw new BugError('a restore was begun twice');
        saveRestore.run(sealed({ id, planId, undoOf: undoOf ?? null, startedAt, finishedAt: null, steps: count, document: null }));
      });
    },
    saveStep(restoreId, { index, state, at, document }) {
      file.write(() => saveStep.run({ restore: restoreId, ...sealed({ index, state, at, document }) }));
    },
    finishRestore(restoreId, { finishedAt, document }) {
      file.write(() => {
        const row = restore.get(restoreId);
        if (row === undefined) throw new AppError('restore-unknown');
        saveRestore.run(sealed({ ...unsealed(row), finishedAt, document }));
      });
    },
    restores: () => restores.all().map((row) => restoreRow(unsealed(row))),
    restore(id) {
      const row = restore.get(id);
      return row === undefined ? null : restoreRow(unsealed(row));
    },
    steps: (restoreId) => steps.all(restoreId).map((row) => unsealed(row)),
  };
}

function restoreRow(row: RestoreColumns): RestoreRow {
  return {
    id: row.id,
    planId: row.planId,
    ...(row.undoOf === null ? {} : { undoOf: row.undoOf }),
    startedAt: row.startedAt,
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt }),
    steps: row.steps,
    ...(row.document === null ? {} : { document: row.document }),
  };
}

function sealed<Row extends object>(row: Row): Row & Sealed {
  return { ...row, sha256: rowSha256(row) };
}

function unsealed<Row extends Sealed>(row: Row): Omit<Row, 'sha256'> {
  const { sha256, ...rest } = row;
  if (!rowSha256(rest).equals(sha256)) throw new AppError('case-damaged');
  return rest;
}

function rowSha256(row: object): Buffer {
  const columns = Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1));
  return sha256Of(Buffer.from(JSON.stringify(columns), 'utf8'));
}
