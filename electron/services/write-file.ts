import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError, isAbort } from '../../shared/errors.ts';

/** Writes a new file from pieces; refuses to overwrite one that is there (`case-exists`). Where it fails, nothing of the file is left. */
export function writeNewFile(path: string, pieces: Iterable<Uint8Array | string>): void {
  let handle: number;
  try {
    mkdirSync(dirname(path), { recursive: true });
    handle = openSync(path, 'wx');
  } catch (error) {
    throw fileFailure(error);
  }
  let isWhole = false;
  try {
    for (const piece of pieces) writeWhole(handle, typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
    isWhole = true;
  } catch (error) {
    throw error instanceof AppError || isAbort(error) ? error : fileFailure(error);
  } finally {
    closeSync(handle);
    if (!isWhole) rmSync(path, { force: true });
  }
}

function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

function fileFailure(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return new AppError('disk-full', { cause: error });
  if (code === 'EEXIST') return new AppError('case-exists', { cause: error });
  return new AppError('file-not-writable', { cause: error });
}
