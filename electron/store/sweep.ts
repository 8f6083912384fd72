import type { CaseFile } from './case-file.ts';

/** Deletes the bodies and terms of a snapshot that will never be committed; answers how many bodies. */
export function sweepStaged(file: CaseFile): number {
  const staged = file.prepare<[], { body: number; term: number }>('SELECT last_body AS body, last_term AS term FROM staging').get();
  if (staged === undefined) return 0;
  return file.sweep(() => {
    file.prepare('DELETE FROM body_terms WHERE body > ?').run(staged.body);
    const { changes } = file.prepare('DELETE FROM bodies WHERE id > ?').run(staged.body);
    file.prepare('DELETE FROM terms WHERE id > ?').run(staged.term);
    file.prepare('DELETE FROM staging').run();
    return changes;
  });
}
