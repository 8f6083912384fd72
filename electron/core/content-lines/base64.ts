const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** One entry an ASCII code: its six bits, or -1. */
const VALUES = sixBitValues();

/** The bytes that base64 text stands for (RFC 4648 §4 and §5); white space and anything else that is no digit is passed over. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const value = unit < 128 ? (VALUES[unit] ?? -1) : -1;
    if (value < 0) {
      if (unit === 61) break;
      continue;
    }
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 0xff;
    }
  }
  return bytes.subarray(0, length);
}

/** Bytes as base64 text with padding (RFC 4648 §4), in one line. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = DIGITS.charAt(three >> 18) + DIGITS.charAt((three >> 12) & 63) + DIGITS.charAt((three >> 6) & 63) + DIGITS.charAt(three & 63);
    const left = bytes.length - at;
    parts.push(left >= 3 ? digits : left === 2 ? `${digits.slice(0, 3)}=` : `${digits.slice(0, 2)}==`);
  }
  return parts.join('');
}

function sixBitValues(): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let value = 0; value < DIGITS.length; value++) values[DIGITS.charCodeAt(value)] = value;
  values[45] = 62;
  values[95] = 63;
  return values;
}
