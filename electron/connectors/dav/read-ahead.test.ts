import { describe, expect, it } from 'vitest';
import { chunkItems } from './chunk-items.ts';
import { readAhead } from './read-ahead.ts';

const { signal } = new AbortController();

describe('reading ahead', () => {
  it('keeps the order, and no more than so many running or waiting', async () => {
    let running = 0;
    let most = 0;
    const worker = async (input: number) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < 5 - (input % 5); turn += 1) await Promise.resolve();
      running -= 1;
      return input * 2;
    };
    const outputs: number[] = [];
    for await (const output of readAhead([1, 2, 3, 4, 5, 6, 7], worker, 3, signal)) outputs.push(output);
    expect([outputs, most]).toEqual([[2, 4, 6, 8, 10, 12, 14], 3]);
  });

  it('cancels and waits for the rest where one fails or the reader leaves', async () => {
    const ended: string[] = [];
    const worker = (input: number, either: AbortSignal) =>
      new Promise<number>((resolve, reject) => {
        if (input === 1) return void resolve(1);
        if (input === 2) return void reject(new Error('second'));
        either.addEventListener('abort', () => {
          ended.push(`cancelled ${input}`);
          reject(new Error('cancelled'));
        });
      });
    const readAll = async () => {
      for await (const output of readAhead([1, 2, 3], worker, 3, signal)) expect(output).toBe(1);
    };
    await expect(readAll()).rejects.toThrow('second');
    for await (const output of readAhead([1, 4, 5], worker, 3, signal)) {
      expect(output).toBe(1);
      break;
    }
    expect(ended).toEqual(['cancelled 3', 'cancelled 4', 'cancelled 5']);
  });
});

describe('chunks', () => {
  it('hold so many items and bytes, one item at least', () => {
    const items = [10, 10, 50, 200, 5, undefined, undefined].map((length) => ({ length }));
    const sizes = (maxItems: number, maxBytes: number) => [...chunkItems(items, maxItems, maxBytes)].map((chunk) => chunk.map((item) => item.length));
    expect(sizes(2, 1_000)).toEqual([[10, 10], [50, 200], [5, undefined], [undefined]]);
    expect(sizes(10, 60)).toEqual([[10, 10], [50], [200], [5, undefined, undefined]]);
    expect([...chunkItems([], 10, 10)]).toEqual([]);
  });
});
