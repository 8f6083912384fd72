import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { CaseDocument, RecentCase } from '../../../shared/contract/cases.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Log } from '../../core/ports.ts';

const entrySchema = z.object({ path: z.string(), title: z.string(), openedAt: z.string(), encrypted: z.boolean(), practice: z.boolean() });
type Entry = z.infer<typeof entrySchema>;

const KEPT = 20;

/** The cases opened lately, newest first, in a small file of the data folder. */
export interface RecentCases {
  list(): RecentCase[];
  note(document: CaseDocument, openedAt: string): void;
  forget(path: string): void;
}

/** A list that cannot be read is begun anew: it holds nothing but conveniences. */
export function createRecentCases(folder: string, log: Log): RecentCases {
  const file = join(folder, 'recent.json');
  const read = (): Entry[] => {
    if (!existsSync(file)) return [];
    try {
      return z.array(entrySchema).parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      log.warn('recent-cases-unreadable');
      return [];
    }
  };
  const write = (entries: readonly Entry[]): void => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(entries.slice(0, KEPT)));
      renameSync(`${file}.new`, file);
    } catch (error) {
      throw new AppError('file-not-writable', { cause: error });
    }
  };
  return {
    list: () => read().map((entry) => ({ ...entry, exists: existsSync(entry.path) })),
    note(document, openedAt) {
      const { path, title, encrypted, practice } = document;
      write([{ path, title, openedAt, encrypted, practice }, ...read().filter((entry) => entry.path !== path)]);
    },
    forget(path) {
      write(read().filter((entry) => entry.path !== path));
    },
  };
}
