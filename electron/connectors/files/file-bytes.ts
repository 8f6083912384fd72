import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { type FileKind, HEAD_BYTES, recogniseExport } from './recognise-file.ts';
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
/** Of files that their beginning holds whole so much is kept, so that thousands of small ones are opened once. */
const KEPT_BYTES = 1 << 25;

/** The files of known kind that paths name or hold, in a fixed order; others are passed over. */
export function filesOnDisk(paths: readonly string[], passedOver: (name: string) => void): readonly SourceFile[] {
  const files: SourceFile[] = [];
  let keptBytes = 0;
  for (const { path, name, folder, isNamed, isRegular } of walkFiles(paths)) {
    const { head, isWhole } = readBeginning(path, isRegular);
    const kind = recogniseExport(name, head);
    if (kind === null) {
      passedOver(folder === '' ? name : `${folder}/${name}`);
      continue;
    }
    const kept = isWhole && keptBytes + head.length <= KEPT_BYTES ? head.slice() : undefined;
    keptBytes += kept?.length ?? 0;
    files.push({ name, folder, isNamed, kind, read: () => kept ?? readWhole(path), chunks: () => (kept === undefined ? readChunks(path) : [kept]) });
  }
  return files;
}

/** Files whose bytes are at hand; those of no known kind are left out. */
export function filesInMemory(given: readonly { readonly name: string; readonly bytes: Uint8Array }[]): readonly SourceFile[] {
  const files: SourceFile[] = [];
  for (const { name, bytes } of given) {
    const slash = name.lastIndexOf('/');
    const kind = recogniseExport(name.slice(slash + 1), bytes.subarray(0, HEAD_BYTES));
    if (kind === null) continue;
    files.push({ name: name.slice(slash + 1), folder: slash < 0 ? '' : name.slice(0, slash), isNamed: slash < 0, kind, read: () => bytes, chunks: () => [bytes] });
  }
  return files;
}

const beginning = new Uint8Array(HEAD_BYTES);

/** The first bytes of a file, which stand until the next one is begun. */
function readBeginning(path: string, isRegular: boolean): { readonly head: Uint8Array; readonly isWhole: boolean } {
  try {
    const handle = openSync(path, 'r');
    try {
      const read = readSync(handle, beginning);
      return { head: beginning.subarray(0, read), isWhole: isRegular && read < HEAD_BYTES };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
}

function readWhole(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
}

/** The bytes of a file, piece by piece, each in memory of its own unless some is given, which is used again; throws `file-unreadable`. */
export function* readChunks(path: string, again?: Uint8Array): Generator<Uint8Array> {
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
      const chunk = again ?? new Uint8Array(Math.min(CHUNK_BYTES, Math.max(LEAST_BYTES, left)));
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
