import { expect, it } from 'vitest';
import { readBirthday, relateBirthdays } from './birthdays.ts';

it.each([
  ['1980-05-17', '19800517', 'same'],
  ['1980-05-17', '--05-17', 'same'],
  ['1604-05-17', '1980-05-17', 'same'],
  ['1980-12-31', '1981-01-01', 'shifted'],
  ['--12-31', '--01-01', 'shifted'],
  ['1980-05-07', '1980-07-05', 'shifted'],
  ['1980-05-17', '1981-05-17', 'near'],
  ['1980-05-17', '1980-05-71', 'near'],
  ['1950-03-01', '1978-11-24', 'different'],
  ['--05-17', '--06-17', 'different'],
  ['1980-05-17', 'in May', 'unknown'],
])('relates %s and %s as %s, either way round', (left, right, relation) => {
  expect(relateBirthdays(readBirthday(left), readBirthday(right))).toBe(relation);
  expect(relateBirthdays(readBirthday(right), readBirthday(left))).toBe(relation);
});
