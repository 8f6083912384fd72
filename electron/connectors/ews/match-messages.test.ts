import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchMessages } from './match-messages.ts';
import type { ResponseMessage } from './soap/response-messages.ts';

const good = (id: string): ResponseMessage => ({ isGood: true, code: 'NoError', element: { name: id, attributes: {}, children: [], text: '' } });
const bad = (code: string): ResponseMessage => ({ isGood: false, code, element: { name: '', attributes: {}, children: [], text: '' } });
const match = (keys: readonly string[], messages: readonly ResponseMessage[]) => matchMessages(keys, messages, ({ element }) => element.name);

describe('telling which message answers which id', () => {
  it('goes by the place as long as the order holds', () => {
    expect(match(['a', 'b', 'c'], [good('a'), bad('x'), good('c')]).map(({ message }) => message?.code)).toEqual(['NoError', 'x', 'NoError']);
    // A server that gives an item another id than it was asked for.
    expect(match(['a', 'b'], [good('A'), good('b')]).map(({ message }) => message?.element.name)).toEqual(['A', 'b']);
  });

  it('goes by the ids where it does not, and leaves open what it can’t tell', () => {
    const [a, b, c] = match(['a', 'b', 'c'], [good('c'), bad('x'), good('a')]);
    expect([a?.message?.element.name, b?.message?.code, c?.message?.element.name]).toEqual(['a', 'x', 'c']);
    expect(match(['a', 'b', 'c', 'd'], [bad('x'), good('a'), bad('y'), good('d')]).map(({ message }) => message?.code)).toEqual(['NoError', undefined, undefined, 'NoError']);
  });

  it('gives an error to nobody where fewer errors came than ids are left', () => {
    expect(match(['a', 'b', 'c'], [good('b'), good('b'), bad('ErrorItemNotFound')]).map(({ message }) => message?.code)).toEqual([undefined, 'NoError', undefined]);
  });

  it('never gives one item to another id, in any order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), fc.infiniteStream(fc.boolean()), fc.integer(), (keys, goods, turn) => {
        const messages = keys.map((key) => (goods.next().value === true ? good(key) : bad('x')));
        const at = Math.abs(turn) % keys.length;
        for (const { key, message } of match(keys, [...messages.slice(at), ...messages.slice(0, at)])) if (message?.isGood === true) expect(message.element.name).toBe(key);
      }),
    );
  });

  it('refuses more or fewer answers than questions', () => {
    expect(() => match(['a'], [])).toThrow('answer-malformed');
  });
});
