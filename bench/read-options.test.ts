import { describe, expect, it } from 'vitest';
import { readOptions } from './read-options.ts';

const KNOWN = ['capture', 'diff'];

describe('readOptions', () => {
  it('runs everything at full size unless told', () => {
    expect(readOptions([], KNOWN)).toEqual({ names: KNOWN, isFullSize: true, publish: false });
    expect(readOptions(['diff', '--small'], KNOWN)).toEqual({ names: ['diff'], isFullSize: false, publish: false });
  });

  it('publishes without measuring, unless benches are named', () => {
    expect(readOptions(['--publish'], KNOWN)).toEqual({ names: [], isFullSize: true, publish: true });
    expect(readOptions(['diff', '--publish'], KNOWN)).toEqual({ names: ['diff'], isFullSize: true, publish: true });
  });

  it('refuses what it does not know, and to publish a fraction', () => {
    expect(readOptions(['difff'], KNOWN)).toEqual({ refused: expect.stringContaining('difff') as string });
    expect(readOptions(['--tiny'], KNOWN)).toEqual({ refused: expect.stringContaining('--tiny') as string });
    expect(readOptions(['--small', '--publish'], KNOWN)).toEqual({ refused: expect.stringContaining('full-size') as string });
  });
});
