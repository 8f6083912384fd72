import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A growing set of places, one bit each. */
export interface PlaceSet {
  has(place: number): boolean;
  add(place: number): void;
  remove(place: number): void;
  /** As it is stored. */
  packed(): Buffer;
}

/** An empty set, or the one that was packed. */
export function placeSet(packed?: Uint8Array): PlaceSet {
  let bits: Uint8Array = packed === undefined ? new Uint8Array(1024) : inflateRawSync(packed);
  return {
    has: (place) => ((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0,
    add(place) {
      const index = place >> 3;
      if (index >= bits.length) {
        const grown = new Uint8Array(Math.max(index + 1, bits.length * 2));
        grown.set(bits);
        bits = grown;
      }
      bits[index] = (bits[index] ?? 0) | (1 << (place & 7));
    },
    remove(place) {
      const index = place >> 3;
      if (index < bits.length) bits[index] = (bits[index] ?? 0) & ~(1 << (place & 7));
    },
    packed() {
      let length = bits.length;
      while (length > 0 && bits[length - 1] === 0) length -= 1;
      return deflateRawSync(bits.subarray(0, length));
    },
  };
}
