import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const SAMPLE_BYTES = 4096;
/** Of 256 byte values this many occur in any 4 KiB of ciphertext, but hardly in anything else. */
const VALUES_IN_CIPHERTEXT = 250;

/** What a file is by its first page: a plain database, one that may be encrypted, one whose head is damaged, or something else. */
export type FileState = 'plain' | 'perhaps-encrypted' | 'head-damaged' | 'other';

/** Looks at the first page; throws `case-missing` where there is no file, `case-not-a-case` where it is a folder. */
export function inspectFile(path: string): FileState {
  const { head, size } = readHead(path);
  if (head.subarray(0, MAGIC.length).equals(MAGIC)) return 'plain';
  const matching = MAGIC.filter((byte, index) => head[index] === byte).length;
  if (matching >= MAGIC.length - 4) return 'head-damaged';
  const isCiphertext = head.length === SAMPLE_BYTES && size % SAMPLE_BYTES === 0 && new Set(head).size >= VALUES_IN_CIPHERTEXT;
  return isCiphertext ? 'perhaps-encrypted' : 'other';
}

function readHead(path: string): { head: Buffer; size: number } {
  const file = openForReading(path);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new AppError('case-not-a-case');
    const head = Buffer.alloc(SAMPLE_BYTES);
    const length = readSync(file, head, 0, SAMPLE_BYTES, 0);
    return { head: head.subarray(0, length), size: stat.size };
  } finally {
    closeSync(file);
  }
}

function openForReading(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new AppError('case-missing', { cause: error });
    if (code === 'EISDIR') throw new AppError('case-not-a-case', { cause: error });
    throw new AppError('file-unreadable', { context: { cause: code }, cause: error });
  }
}
