import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';

/** Keys as CLI.md takes them: comma-separated, repeatable, or `@FILE` with one a line (a key may hold a comma). */
export function keyList(given: readonly string[]): readonly string[] {
  const keys = given.flatMap((part) => (part.startsWith('@') ? linesOf(part.slice(1)) : part.split(',')));
  return keys.map((key) => key.trim()).filter((key) => key !== '');
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r\n|\n|\r/);
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
}

/** Collects a repeatable option. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
