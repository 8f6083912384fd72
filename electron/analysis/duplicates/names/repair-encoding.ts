// What Windows-1252 shows for the bytes 0x80 to 0x9f; where it has nothing, the byte stays a control character.
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const BYTES: ReadonlyMap<string, number> = new Map([...WINDOWS].map((letter, index): [string, number] => [letter, 0x80 + index]));
const FIRST_OF_TWO = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;
const MOST_TIMES = 3;
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Text that was read in the wrong encoding, once or several times over (`MÃ¼ller`), as it was meant; any other text unchanged. */
export function repairEncoding(text: string): string {
  let repaired = text;
  for (let time = 0; time < MOST_TIMES && FIRST_OF_TWO.test(repaired); time += 1) {
    const once = decodeOnce(repaired);
    if (once === undefined) break;
    repaired = once;
  }
  return repaired;
}

function decodeOnce(text: string): string | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    const byte = code < 0x100 ? code : BYTES.get(letter);
    if (byte === undefined || letter.length > 1) return undefined;
    bytes.push(byte);
  }
  try {
    return UTF_8.decode(Uint8Array.from(bytes));
  } catch {
    // No UTF-8, so the letters are what they look like.
    return undefined;
  }
}
