import { AppError } from '../../shared/errors.ts';
import type { CaseFile } from './case-file.ts';
import type { Continuation } from './types.ts';

/** Gives a key to a record from now on; without a collection that is the one in which the record stood last. */
export function continueRecord(file: CaseFile, source: number, continuation: Continuation): void {
  const { recordId, newKey, collectionId } = continuation;
  const ofRecord = file.prepare<[number, number], number>('SELECT id FROM records WHERE id = ? AND source = ?').pluck();
  const lastCollection = file.prepare<[number], number>('SELECT p.collection FROM spans s JOIN places p ON p.id = s.place WHERE s.record = ? ORDER BY s.from_seq DESC LIMIT 1').pluck();
  const namedCollection = file.prepare<[number, string], number>('SELECT id FROM collections WHERE source = ? AND external_id = ?').pluck();
  const give = file.prepare(
    'INSERT INTO places (source, collection, key, record) VALUES (?, ?, ?, ?) ON CONFLICT (source, key, collection) DO UPDATE SET record = excluded.record',
  );
  file.write(() => {
    if (ofRecord.get(recordId, source) === undefined) throw new AppError('record-unknown');
    const collection = collectionId === undefined ? lastCollection.get(recordId) : namedCollection.get(source, collectionId);
    if (collection === undefined) throw new AppError('record-unknown');
    give.run(source, collection, newKey.toWellFormed(), recordId);
  });
}
