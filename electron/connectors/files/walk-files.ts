import { type Dirent, type Stats, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';

/** A file that may hold records. */
export interface FoundFile {
  readonly path: string;
  readonly name: string;
  /** Folder below the one that was given, with forward slashes; empty for a file named directly or lying at the top. */
  readonly folder: string;
  /** Named on its own, not found in a folder. */
  readonly isNamed: boolean;
  /** An ordinary file, which ends where a read comes short; not a pipe or a device. */
  readonly isRegular: boolean;
}

/**
 * The files named by paths, and those in folders (read recursively, hidden entries skipped), in a fixed order. Symbolic links to
 * files are followed, links to folders are not, so that a loop can't be entered. Throws `file-unreadable` for what is not there.
 */
export function walkFiles(paths: readonly string[]): readonly FoundFile[] {
  const found: FoundFile[] = [];
  for (const path of paths) {
    const status = statusOf(path);
    if (status.isDirectory()) walkFolder(path, '', found);
    else found.push({ path, name: basename(path), folder: '', isNamed: true, isRegular: status.isFile() });
  }
  return found;
}

function walkFolder(path: string, folder: string, found: FoundFile[]): void {
  for (const entry of sortedEntries(path)) {
    if (entry.name.startsWith('.')) continue;
    const entryPath = join(path, entry.name);
    if (entry.isDirectory()) {
      walkFolder(entryPath, folder === '' ? entry.name : `${folder}/${entry.name}`, found);
      continue;
    }
    // What a link leads to only the file system knows.
    if (entry.isFile() || statusOf(entryPath).isFile()) found.push({ path: entryPath, name: entry.name, folder, isNamed: false, isRegular: true });
  }
}

function sortedEntries(path: string): Dirent[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
}

function statusOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
}
