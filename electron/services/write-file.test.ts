import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { temporaryFolder } from '../testing/build-case.ts';
import { writeNewFile } from './write-file.ts';

function* failing(error: Error): Generator<string> {
  yield 'BEGIN:VCARD\r\n';
  throw error;
}

it('leaves nothing of a file that could not be written to its end', () => {
  const path = join(temporaryFolder(), 'half.vcf');
  expect(() => writeNewFile(path, failing(new AppError('not-supported')))).toThrow(expect.objectContaining({ code: 'not-supported' }));
  expect(existsSync(path)).toBe(false);
});

it('throws a cancel as it is', () => {
  const path = join(temporaryFolder(), 'half.vcf');
  expect(() => writeNewFile(path, failing(new DOMException('interrupted', 'AbortError')))).toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(existsSync(path)).toBe(false);
});

it('never touches a file that is there', () => {
  const path = join(temporaryFolder(), 'there.vcf');
  writeFileSync(path, 'mine');
  expect(() => writeNewFile(path, ['theirs'])).toThrow(expect.objectContaining({ code: 'case-exists' }));
  expect(readFileSync(path, 'utf8')).toBe('mine');
});
