import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repairEncoding } from './repair-encoding.ts';

it.each([
  ['MÃ¼ller', 'Müller'],
  ['MÃƒÂ¼ller', 'Müller'],
  ['Ã„rzte', 'Ärzte'],
  ['Ð\u0098Ð²Ð°Ð½', 'Иван'],
  ['Müller', 'Müller'],
  ['São Ânia', 'São Ânia'],
  ['王小明', '王小明'],
  ['', ''],
])('reads %s as %s', (shown, meant) => {
  expect(repairEncoding(shown)).toBe(meant);
});

it('finds any text again that was read as Latin-1, and leaves text of other letters alone', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zäöüßéèñçøИвано王 ]{0,12}$/u), (meant) => {
      expect(repairEncoding(Buffer.from(meant, 'utf8').toString('latin1'))).toBe(meant);
      expect(repairEncoding(meant)).toBe(meant);
    }),
  );
});
