import { describe, expect, it } from 'vitest';
import { splitCards } from '../../core/vcard/split.ts';
import { rejoinPieces } from './rejoin-pieces.ts';

const pieces = (text: string) =>
  [...rejoinPieces(splitCards(new TextEncoder().encode(text)))].map(({ raw, line, problem }) => ({ text: new TextDecoder().decode(raw), line, problem }));

const card = (name: string): string => `BEGIN:VCARD\nVERSION:2.1\nN:${name}\nEND:VCARD\n`;

describe('the pieces of a file of cards', () => {
  it('join a card whose end stands behind the cards within it, and keep those', () => {
    expect(pieces(`BEGIN:VCARD\nN:parent\n${card('one')}${card('two')}TEL:1\nEND:VCARD\n`)).toEqual([
      { text: card('one'), line: 3, problem: undefined },
      { text: card('two'), line: 7, problem: undefined },
      { text: 'BEGIN:VCARD\nN:parent\nTEL:1\nEND:VCARD\n', line: 1, problem: 'record-cut-off' },
    ]);
  });

  it('leave a card without an end, and a rest without a beginning, as they are', () => {
    expect(pieces(`BEGIN:VCARD\nN:lost\n${card('one')}`).map(({ problem }) => problem)).toEqual([undefined, 'record-cut-off']);
    expect(pieces(`TEL:1\nEND:VCARD\n${card('one')}`).map(({ problem }) => problem)).toEqual(['record-unreadable', undefined]);
  });
});
