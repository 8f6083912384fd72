import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { type FileKind, recogniseExport, recogniseFile } from './recognise-file.ts';
import { walkFiles } from './walk-files.ts';

/** A file to read records from, on disk or handed over by a page. */
export interface SourceFile {
  readonly name: string;
  /** Folder below the one given, with forward slashes; empty at the top. */
  readonly folder: string;
  /** Named on its own, not found in a folder. */
  readonly isNamed: boolean;
  readonly kind: FileKind;
  /** All its bytes. */
  read(): Uint8Array;
  /** Its bytes piece by piece, for files larger than memory should hold. */
  chunks(): Iterable<Uint8Array>;
}

const CHUNK_BYTES = 1 << 20;
const LEAST_BYTES = 1 << 10;

/** The files of known kind that paths name or hold, in a fixed order; others are passed over. */
export function filesOnDisk(paths: readonly string[], passedOver: (name: string) => void): readonly SourceFile[] {
  const files: SourceFile[] = [];
  for (const found of walkFiles(paths)) {
    const kind = recogniseFile(found.path);
    if (kind === null) {
      passedOver(found.folder === '' ? found.name : `${found.folder}/${found.name}`);
      continue;
    }
    files.push({ name: found.name, folder: found.folder, isNamed: found.isNamed, kind, read: () => readWhole(found.path), chunks: () => readChunks(found.path) });
  }
  return files;
}

/** Files whose bytes are at hand; those of no known kind are left out. */
export function filesInMemory(given: readonly { readonly name: string; readonly bytes: Uint8Array }[]): readonly SourceFile[] {
  const files: SourceFile[] = [];
  for (const { name, bytes } of given) {
    const slash = name.lastIndexOf('/');
    const kind = recogniseExport(name.slice(slash + 1), bytes.subarray(0, 8192));
    if (kind === null) continue;
    files.push({ name: name.slice(slash + 1), folder: slash < 0 ? '' : name.slice(0, slash), isNamed: slash < 0, kind, read: () => bytes, chunks: () => [bytes] });
  }
  return files;
}

function readWhole(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
}

function* readChunks(path: string): Generator<Uint8Array> {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
  try {
    let left = fstatSync(handle).size;
    for (;;) {
      // No larger than what the file is said to hold: thousands of small files would cost a megabyte each.
      const chunk = new Uint8Array(Math.min(CHUNK_BYTES, Math.max(LEAST_BYTES, left)));
      const read = readSync(handle, chunk, 0, chunk.length, null);
      if (read === 0) return;
      left -= read;
      yield chunk.subarray(0, read);
    }
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  } finally {
    closeSync(handle);
  }
}
