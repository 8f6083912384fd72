import { describe, expect, it } from 'vitest';

import { lockfileProblems } from './lockfile-problems.ts';

const INTEGRITY = 'sha512-example';

describe('the lockfile check', () => {
  it('finds nothing in a complete lock', () => {
    const lock = {
      packages: {
        '': { optionalDependencies: { 'node-example': '1.0.0' } },
        'node_modules/node-example': { version: '1.0.0', integrity: INTEGRITY },
        'node_modules/tool': { version: '2.0.0', integrity: INTEGRITY, optionalDependencies: { '@tool/linux': '2.0.0', '@tool/darwin': '2.0.0' } },
        'node_modules/tool/node_modules/@tool/linux': { version: '2.0.0', integrity: INTEGRITY },
        'node_modules/@tool/darwin': { version: '2.0.0', integrity: INTEGRITY },
      },
    };
    expect(lockfileProblems(lock, { optionalDependencies: { 'node-example': '1.0.0' } })).toEqual([]);
  });

  it('names a platform package that the lock lacks', () => {
    const lock = {
      packages: {
        'node_modules/tool': { version: '2.0.0', integrity: INTEGRITY, optionalDependencies: { '@tool/android': '2.0.0' } },
        'node_modules/other/node_modules/@tool/android': { version: '2.0.0', integrity: INTEGRITY },
      },
    };
    expect(lockfileProblems(lock, {})).toEqual(['node_modules/tool needs @tool/android on some platform, and the lock lacks it']);
  });

  it('names what was pinned to a host or has no integrity', () => {
    const lock = { packages: { 'node_modules/a': { version: '1.0.0', resolved: 'https://packages.example.test/a.tgz' } } };
    expect(lockfileProblems(lock, {})).toEqual([
      "node_modules/a names the host it came from (`resolved`); run npm with this project's .npmrc",
      'node_modules/a has no integrity',
    ]);
  });

  it('asks neither a host nor an archive of a folder of this checkout', () => {
    const lock = { packages: { bin: { version: '0.0.0' }, 'node_modules/launcher': { resolved: 'bin', link: true } } };
    expect(lockfileProblems(lock, { devDependencies: { launcher: 'file:bin' } })).toEqual([]);
  });

  it('refuses ranges in package.json, and takes an alias with an exact version', () => {
    const manifest = { dependencies: { a: '^1.0.0', b: 'npm:@scope/b-fork@1.2.3', c: 'npm:c-fork@latest' }, devDependencies: { d: '1.0.0-beta.2' } };
    expect(lockfileProblems({ packages: {} }, manifest)).toEqual([
      'a is given as ^1.0.0; name one exact version',
      'c is given as npm:c-fork@latest; name one exact version',
    ]);
  });
});
