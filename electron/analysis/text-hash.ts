/** A 53-bit hash of a text (cyrb53): for telling values apart in memory, never for proving that something was not altered. */
export function hashText(text: string, seed = 0): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** 106 bits as hex digits: equal texts always, and in practice only they, give equal names. */
export function hashName(text: string): string {
  return [hashText(text), hashText(text, 0x9e3779b9)].map((part) => part.toString(16).padStart(14, '0')).join('');
}
