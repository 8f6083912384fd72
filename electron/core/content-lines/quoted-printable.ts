/**
 * Undoes quoted-printable (RFC 2045 §6.7) in one pass. Runs of octets, escaped or plain up to `octetLimit`, are handed to `decode`;
 * characters above it are text already. An `=` that no two hexadecimal digits follow stays as it is.
 */
export function decodeQuotedPrintable(value: string, octetLimit: 0x7f | 0xff, decode: (octets: Uint8Array) => string): string {
  const octets = new Uint8Array(value.length);
  let text = '';
  let length = 0;
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    if (unit > octetLimit) {
      if (length > 0) text += decode(octets.subarray(0, length));
      text += value[at];
      length = 0;
      continue;
    }
    const escaped = unit === 61 ? hexadecimal(value.charCodeAt(at + 1), value.charCodeAt(at + 2)) : -1;
    octets[length++] = escaped < 0 ? unit : escaped;
    if (escaped >= 0) at += 2;
  }
  return length > 0 ? text + decode(octets.subarray(0, length)) : text;
}

function hexadecimal(high: number, low: number): number {
  const upper = digit(high);
  const lower = digit(low);
  return upper < 0 || lower < 0 ? -1 : upper * 16 + lower;
}

function digit(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const letter = unit | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
