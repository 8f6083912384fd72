import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError, toWireError } from '../../shared/errors.ts';
import { readChunks } from '../connectors/files/file-bytes.ts';
import { type FoundFile, walkFiles } from '../connectors/files/walk-files.ts';
import type { LogFile } from '../core/audit/log-file.ts';

const CHUNK_BYTES = 1 << 18;

/** The files that a path names or holds, under the name by which a person finds them; one that is not there is told. */
export function auditFiles(path: string, missing: (name: string) => void): readonly LogFile[] {
  try {
    return walkFiles([path]).map(logFile);
  } catch (error) {
    if (toWireError(error).code !== 'file-unreadable') throw error;
    missing(basename(path));
    return [];
  }
}

/** Each piece of a log is made text of before the next one is asked for, so that one place in memory is enough. */
function logFile({ path, name, folder, isRegular }: FoundFile): LogFile {
  const shown = folder === '' ? name : `${folder}/${name}`;
  if (isRegular) return { name: shown, chunks: () => readChunks(path, new Uint8Array(CHUNK_BYTES)) };
  // A pipe can be read but once.
  let held: Uint8Array | undefined;
  return { name: shown, chunks: () => [(held ??= readPipe(path))] };
}

function readPipe(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
}
