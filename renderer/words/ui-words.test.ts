import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../shared/commands.ts';
import { ERROR_CODES } from '../../shared/errors.ts';
import { errorWords } from '../../shared/messages/en.ts';
import { commandWords, uiWords, windowHints } from '../../shared/messages/ui-en.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const sources = ['renderer', 'electron/main']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(ROOT, folder, name)))
  .filter((path) => /\.(?:vue|ts)$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

describe('the words of the window', () => {
  it('are all used', () => {
    const unused = Object.entries(uiWords).flatMap(([group, words]) => Object.keys(words).filter((key) => !new RegExp(`(?:words|uiWords\\.${group})\\.${key}\\b`).test(sources)).map((key) => `${group}.${key}`));
    expect(unused).toEqual([]);
  });

  it('name every command once', () => {
    expect(COMMANDS.map((command) => command.id).toSorted()).toEqual(Object.keys(commandWords).toSorted());
  });

  it('never send somebody who sits before a window to a command line', () => {
    const hints = ERROR_CODES.map((code) => windowHints[code] ?? errorWords[code].hint);
    expect(hints.filter((hint) => /synctrace |--[a-z]/.test(hint))).toEqual([]);
  });
});
