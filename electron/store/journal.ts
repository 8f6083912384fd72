import { AppError } from '../../shared/errors.ts';
import type { PlanId, RestoreId } from '../../shared/records.ts';
import { sha256Of } from './body-row.ts';
import type { CaseFile } from './case-file.ts';
import type { JournalStore, RestoreRow } from './types.ts';

interface Sealed {
  readonly document: string;
  readonly sha256: Buffer;
}
interface PlanColumns {
  readonly id: PlanId;
  readonly createdAt: string;
  readonly sourceName: string;
}
interface RestoreColumns {
  readonly id: RestoreId;
  readonly planId: PlanId;
  readonly undoOf: RestoreId | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly steps: number;
  readonly document: string | null;
  readonly sha256: Buffer | null;
}
interface StepColumns {
  readonly index: number;
  readonly state: string;
  readonly at: string;
}

/** Plans and restores of an open case. Every document has its hash beside it: what a restore writes is what was reviewed, or nothing. */
export function journal(file: CaseFile): JournalStore {
  const insertPlan = file.prepare('INSERT INTO plans (id, created_at, source_name, document, sha256) VALUES (?, ?, ?, ?, ?)');
  const planColumns = 'id, created_at AS createdAt, source_name AS sourceName';
  const plan = file.prepare<[string], PlanColumns & Sealed>(`SELECT ${planColumns}, document, sha256 FROM plans WHERE id = ?`);
  const plans = file.prepare<[], PlanColumns>(`SELECT ${planColumns} FROM plans ORDER BY created_at, rowid`);
  const insertRestore = file.prepare('INSERT INTO restores (id, plan, undo_of, started_at, steps) VALUES (?, ?, ?, ?, ?)');
  const finish = file.prepare('UPDATE restores SET finished_at = ?, document = ?, sha256 = ? WHERE id = ?');
  const restoreQuery =
    'SELECT id, plan AS planId, undo_of AS undoOf, started_at AS startedAt, finished_at AS finishedAt, steps, document, sha256 FROM restores';
  const restores = file.prepare<[], RestoreColumns>(`${restoreQuery} ORDER BY started_at, rowid`);
  const restore = file.prepare<[string], RestoreColumns>(`${restoreQuery} WHERE id = ?`);
  const saveStep = file.prepare(
    `INSERT INTO restore_steps (restore, step, state, at, document, sha256) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (restore, step) DO UPDATE SET state = excluded.state, at = excluded.at, document = excluded.document, sha256 = excluded.sha256`,
  );
  const steps = file.prepare<[string], StepColumns & Sealed>(
    'SELECT step AS "index", state, at, document, sha256 FROM restore_steps WHERE restore = ? ORDER BY step',
  );
  return {
    savePlan({ id, createdAt, sourceName, document }) {
      file.write(() => insertPlan.run(id, createdAt, sourceName, document, textSha256(document)));
    },
    plan(id) {
      const row = plan.get(id);
      return row === undefined ? null : unsealed(row);
    },
    plans: () => plans.all(),
    beginRestore({ id, planId, undoOf, startedAt, steps: count }) {
      file.write(() => insertRestore.run(id, planId, undoOf ?? null, startedAt, count));
    },
    saveStep(restoreId, { index, state, at, document }) {
      file.write(() => saveStep.run(restoreId, index, state, at, document, textSha256(`${state}\n${document}`)));
    },
    finishRestore(restoreId, { finishedAt, document }) {
      const { changes } = file.write(() => finish.run(finishedAt, document, textSha256(document), restoreId));
      if (changes === 0) throw new AppError('restore-unknown');
    },
    restores: () => restores.all().map(restoreRow),
    restore(id) {
      const row = restore.get(id);
      return row === undefined ? null : restoreRow(row);
    },
    steps: (restoreId) => steps.all(restoreId).map((row) => unsealed(row, `${row.state}\n${row.document}`)),
  };
}

function restoreRow(row: RestoreColumns): RestoreRow {
  const { document, sha256 } = row;
  return {
    id: row.id,
    planId: row.planId,
    ...(row.undoOf === null ? {} : { undoOf: row.undoOf }),
    startedAt: row.startedAt,
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt }),
    steps: row.steps,
    ...(document === null || sha256 === null ? {} : { document: unsealed({ document, sha256 }).document }),
  };
}

function unsealed<Row extends Sealed>(row: Row, sealedText = row.document): Omit<Row, 'sha256'> {
  const { sha256, ...rest } = row;
  if (!textSha256(sealedText).equals(sha256)) throw new AppError('case-damaged');
  return rest;
}

function textSha256(text: string): Buffer {
  return sha256Of(Buffer.from(text, 'utf8'));
}
