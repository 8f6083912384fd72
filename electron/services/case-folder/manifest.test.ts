import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { parseManifest } from './manifest.ts';

const GOOD = {
  format: 'synctrace-case/1',
  title: 'Contacts doubled',
  sources: [{ name: 'icloud', kind: 'carddav' }],
  snapshots: [{ source: 'icloud', takenAt: '2026-03-01T09:01:00Z', path: 'snapshots/icloud-1' }],
};

function place(change: object): unknown {
  try {
    parseManifest(JSON.stringify({ ...GOOD, ...change }));
  } catch (error) {
    return error instanceof AppError && error.code === 'manifest-invalid' ? error.context['place'] : error;
  }
  return undefined;
}

describe('a manifest', () => {
  it('is read with its lists filled in', () => {
    expect(parseManifest(JSON.stringify(GOOD))).toEqual({ ...GOOD, apps: [], events: [], audit: [] });
  });

  it('is refused with the place of what is wrong', () => {
    expect(place({ format: 'synctrace-case/2' })).toBe('format');
    expect(place({ sources: [{ name: 'a', kind: 'gopher' }] })).toBe('sources[0].kind');
    expect(place({ sources: [GOOD.sources[0], GOOD.sources[0]] })).toBe('sources[1].name');
    expect(place({ snapshots: [{ ...GOOD.snapshots[0], source: 'other' }] })).toBe('snapshots[0].source');
    expect(place({ snapshots: [{ ...GOOD.snapshots[0], takenAt: 'yesterday' }] })).toBe('snapshots[0].takenAt');
  });

  it('names no path outside its folder', () => {
    for (const path of ['../x', '/etc/passwd', 'C:\\x', '\\\\host\\x', 'a/../../x']) {
      expect(place({ snapshots: [{ ...GOOD.snapshots[0], path }] })).toBe('snapshots[0].path');
      expect(place({ audit: [path] })).toBe('audit[0]');
    }
  });

  it('is refused where it is not JSON', () => {
    expect(() => parseManifest('{')).toThrow(AppError);
  });
});
