/** MD4 (RFC 1320), which NTLM still needs and OpenSSL 3 no longer has; good for nothing else. */
export function md4(input: Uint8Array): Uint8Array {
  const { length } = input;
  const padded = new Uint8Array(Math.ceil((length + 9) / 64) * 64);
  padded.set(input);
  padded[length] = 0x80;
  const words = new DataView(padded.buffer);
  words.setUint32(padded.length - 8, (length << 3) >>> 0, true);
  words.setUint32(padded.length - 4, Math.floor(length / 0x20000000), true);
  let state: readonly [number, number, number, number] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < padded.length; at += 64) state = digestBlock(state, new DataView(padded.buffer, at, 64));
  const digest = new Uint8Array(16);
  const written = new DataView(digest.buffer);
  state.forEach((word, at) => written.setUint32(at * 4, word >>> 0, true));
  return digest;
}

/** Each round: its function, its constant, the order of the words, and how far each step turns. */
const ROUNDS = [
  { mix: (b: number, c: number, d: number) => (b & c) | (~b & d), add: 0, order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], turns: [3, 7, 11, 19] },
  { mix: (b: number, c: number, d: number) => (b & c) | (b & d) | (c & d), add: 0x5a827999, order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15], turns: [3, 5, 9, 13] },
  { mix: (b: number, c: number, d: number) => b ^ c ^ d, add: 0x6ed9eba1, order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15], turns: [3, 9, 11, 15] },
] as const;

function digestBlock(state: readonly [number, number, number, number], block: DataView): readonly [number, number, number, number] {
  let [a, b, c, d] = state;
  for (const { mix, add, order, turns } of ROUNDS) {
    for (const [step, word] of order.entries()) {
      const sum = (a + mix(b, c, d) + block.getUint32(word * 4, true) + add) | 0;
      const turn = turns[step % 4] ?? 0;
      [a, b, c, d] = [d, (sum << turn) | (sum >>> (32 - turn)), b, c];
    }
  }
  return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0];
}
