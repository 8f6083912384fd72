import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** Where a demo makes its case: in the folder that was named, else in a temporary one; throws `case-exists` where one is there. */
export function demoCasePath(keep: string | undefined, name = 'demo'): string {
  const folder = keep === undefined ? mkdtempSync(join(tmpdir(), 'synctrace-demo-')) : resolve(keep);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.synctrace`);
  if (existsSync(path)) throw new AppError('case-exists');
  return path;
}
