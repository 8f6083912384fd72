const ROUNDS = 10;

/**
 * Digits of a base as others of the same number, one for one: a Feistel network as in NIST SP 800-38G (FF1), over a keyed digest. Two that
 * differ stay different, so that no two people become one.
 */
export function permuteDigits(base: number, digits: readonly number[], digest: (round: string) => Uint8Array): readonly number[] {
  if (digits.length === 0) return digits;
  // Moved by one at least: under one key in ten a digit would stay what it is.
  if (digits.length === 1) return [Number((BigInt(digits[0] ?? 0) + 1n + (numberOf(digest(`${base} 1`)) % BigInt(base - 1))) % BigInt(base))];
  const half = Math.floor(digits.length / 2);
  let [left, right]: [readonly number[], readonly number[]] = [digits.slice(0, half), digits.slice(half)];
  for (let round = 0; round < ROUNDS; round += 1) {
    const added = numberOf(digest(JSON.stringify([base, digits.length, round, right])));
    const sum = (valueOf(base, left) + added) % BigInt(base) ** BigInt(left.length);
    [left, right] = [right, digitsOf(base, sum, left.length)];
  }
  return [...left, ...right];
}

function valueOf(base: number, digits: readonly number[]): bigint {
  return digits.reduce((sum, digit) => sum * BigInt(base) + BigInt(digit), 0n);
}

function digitsOf(base: number, value: bigint, length: number): readonly number[] {
  const digits: number[] = [];
  for (let rest = value; digits.length < length; rest /= BigInt(base)) digits.unshift(Number(rest % BigInt(base)));
  return digits;
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
