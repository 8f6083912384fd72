import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseEmail } from './normalise-email.ts';
import { normalisePhone } from './normalise-phone.ts';
import { normaliseText } from './normalise-text.ts';

describe('texts as they are compared', () => {
  it('have one spelling of accents, line ends and blanks', () => {
    expect(normaliseText(' Zoe\u0308 \u00a0 Maria\r\n\tB.  \r\n\r\n')).toBe('Zoë Maria\nB.');
    expect(normaliseText('\u202a+49 1\u202c\ufeff')).toBe('+49 1');
  });

  it('keep what scripts need: joiners between letters', () => {
    expect(normaliseText('می\u200cخواهم')).toBe('می\u200cخواهم');
  });

  it('are the same whether they need work or not: words between blanks and line feeds', () => {
    const word = fc.constantFrom('Ada', 'Zoë', '東京', 'a,b', '1.');
    const gap = fc.constantFrom(' ', '\n', '\n\n', '  ', ' \n', '\n ');
    fc.assert(fc.property(fc.array(fc.tuple(word, gap), { minLength: 1 }), (parts) => {
      const text = parts.map(([one, between]) => one + between).join('');
      // A mark without a width takes the long way, and leaves nothing behind.
      expect(normaliseText(text)).toBe(normaliseText(`${text}\u200b`));
    }));
  });

  it('are their own normal form', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(normaliseText(normaliseText(text))).toBe(normaliseText(text)); }));
  });
});

describe('e-mail addresses as they are compared', () => {
  it('are in lower case, without a scheme', () => {
    expect(normaliseEmail(' MailTo:Zoe@Example.Test ')).toBe('zoe@example.test');
  });
});

describe('phone numbers as they are compared', () => {
  it.each([
    ['+49 (0)171-234 56 78', undefined, '+491712345678'],
    ['+49 171 2345678', undefined, '+491712345678'],
    ['0171 / 234 56 78', 'DE', '+491712345678'],
    ['0171 / 234 56 78', 'de', '+491712345678'],
    ['0171 / 234 56 78', undefined, '01712345678'],
    ['0171 / 234 56 78', 'ZZ', '01712345678'],
    ['tel:+1-201-555-0123', undefined, '+12015550123'],
    ['+1 201 555 0123 ext. 12', undefined, '+12015550123;ext=12'],
    ['+1-201-555-0123;ext=12', undefined, '+12015550123;ext=12'],
    ['(201) 555-0123,,99#', 'US', '+12015550123,,99#'],
    ['\u202a+49 171 2345678\u202c', undefined, '+491712345678'],
    ['٠١٧١ ٢٣٤', undefined, '0171234'],
    ['112', 'DE', '112'],
    ['*100#', undefined, '*100#'],
    ['1-800-Flowers', 'US', '1800flowers'],
    ['ask Ann', 'DE', 'askann'],
  ])('%s in %s is %s', (text, region, key) => {
    expect(normalisePhone(text, region)).toBe(key);
  });

  it('are the same with and without the punctuation people use', () => {
    fc.assert(fc.property(fc.constantFrom(' ', '-', '.', '/', ''), fc.constantFrom('+491712345678', '+4989123456', '+12015550123', '+390612345678', '+5511987654321'), (mark, number) => {
      expect(normalisePhone(Array.from(number).join(mark))).toBe(normalisePhone(number));
      expect(normalisePhone(number)).toBe(number);
    }));
  });

  it('never fail, and a text in the place of a number compares as text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (text) => { expect(typeof normalisePhone(text, 'DE')).toBe('string'); }));
    expect(normalisePhone(`1${' '.repeat(1_000_000)}x`)).toBe('1 x');
  });
});
