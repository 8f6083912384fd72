export type LogEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Tells the encoding of a file by its text as UTF-8, which comes bit by bit: UTF-16 where its beginning said so, UTF-8 where all of it is or nearly all (a file may be cut
 * within a letter), else Windows-1252.
 */
export function surveyEncoding(flavour: 'utf-16le' | 'utf-16be' | undefined): { push(text: string): void; told(): LogEncoding } {
  let [whole, broken] = [0, 0];
  return {
    push(text) {
      broken += countOf(text, /\ufffd/g);
      whole += countOf(text, /[\u0080-\ufffc]+/g);
    },
    told: () => flavour ?? (broken === 0 || whole > broken ? 'utf-8' : 'windows-1252'),
  };
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _found of text.matchAll(pattern)) count += 1;
  return count;
}
