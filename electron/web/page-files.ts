import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export interface PageFile {
  readonly type: string;
  readonly read: () => Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Every file that may be served, by the one path it is served at, listed once: a path that is not in the list does not exist, so no path
 * can lead out of the folder.
 */
export function listPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[extname(entry.name)];
    // Links are left out, whatever they point to.
    if (!entry.isFile() || type === undefined || !statSync(path).isFile()) continue;
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { type, read: () => readFileSync(path) });
  }
  const start = files.get('/index.html');
  if (start !== undefined) files.set('/', start);
  return files;
}
