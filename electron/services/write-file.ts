import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** Writes a new file from pieces; refuses to overwrite one that is there (`case-exists`). */
export function writeNewFile(path: string, pieces: Iterable<Uint8Array | string>): void {
  let handle: number;
  try {
    mkdirSync(dirname(path), { recursive: true });
    handle = openSync(path, 'wx');
  } catch (error) {
    throw fileFailure(error);
  }
  try {
    for (const piece of pieces) writeWhole(handle, typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
  } catch (error) {
    throw error instanceof AppError ? error : fileFailure(error);
  } finally {
    closeSync(handle);
  }
}

function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

function fileFailure(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { cause: error });
  if (code === 'EEXIST') return new AppError('case-exists', { cause: error });
  return new AppError('file-not-writable', { cause: error });
}
