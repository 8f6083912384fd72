import fc from 'fast-check';
import { win32, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNameGiver, safeFileName } from './safe-file-name.ts';

describe('a foreign name as a file name', () => {
  it('keeps what is harmless', () => {
    expect(safeFileName('/user/contacts/anna-1.vcf', 'record')).toBe('anna-1.vcf');
    expect(safeFileName('Ærø ☕.vcf', 'record')).toBe('Ærø ☕.vcf');
  });

  it('stays in its folder and fits every system', () => {
    const hostile = ['..', '../../etc/passwd', '/etc/passwd', 'C:\\x', '\\\\host\\share', 'con', 'NUL.vcf', 'a.', 'a ', '', '.', 'x\u0000y', 'a\u202efcv', `${'n'.repeat(400)}.vcf`, 'a:b', '...', ' ', 'lpt1.txt'];
    for (const name of hostile) {
      const safe = safeFileName(name, 'record');
      expect(safe).toMatch(/^[^\\/:\u0000-\u001f<>"|?*]{1,120}$/);
      expect(safe).not.toMatch(/^\.|[. ]$|^(con|nul|lpt1)(\.|$)/i);
    }
  });

  it('never leads out of its folder, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const safe = safeFileName(name, 'record');
        expect(posix.dirname(posix.join('/out', safe))).toBe('/out');
        expect(win32.dirname(win32.join('C:\\out', safe))).toBe('C:\\out');
      }),
    );
  });

  it('is given once, whatever the case', () => {
    const give = createNameGiver();
    expect(['a.vcf', 'A.vcf', 'a.vcf', 'b'].map(give)).toEqual(['a.vcf', 'A~2.vcf', 'a~3.vcf', 'b']);
  });
});
