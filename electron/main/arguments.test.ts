import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

describe('what a command line asks the window to open', () => {
  it('is the case named by --case, from the folder it was typed in', () => {
    expect(readArguments(['electron', '.', '--case', 'a.synctrace'], '/home/t')).toEqual({ casePath: '/home/t/a.synctrace', practice: false });
  });

  it('is a case file given by a double click', () => {
    expect(readArguments(['/opt/synctrace', '/cases/B.SYNCTRACE'], '/')).toEqual({ casePath: '/cases/B.SYNCTRACE', practice: false });
  });

  it('is nothing where only switches and other files are given', () => {
    expect(readArguments(['electron', '.', '--no-sandbox', 'notes.txt', '--practice'], '/')).toEqual({ casePath: null, practice: true });
  });
});
