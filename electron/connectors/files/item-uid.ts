/**
 * The UID line of a vCard or iCalendar object, without reading the whole object: the first `UID` property, unfolded. Undefined where
 * there is none. Used for keys only; reading gives the record's own UID.
 */
export function uidInObject(raw: Uint8Array): string | undefined {
  for (let at = 0; at < raw.length; at = nextLine(raw, at)) {
    const value = uidValueAt(raw, at);
    if (value >= 0) return unfoldedText(raw, value);
  }
  return undefined;
}

const COLON = 0x3a;
const SEMICOLON = 0x3b;
const DOT = 0x2e;

/** Where the value begins if the line at `at` is a UID (with or without group and parameters), else -1. */
function uidValueAt(raw: Uint8Array, at: number): number {
  let name = at;
  for (let index = at; index < raw.length && index < at + 40; index += 1) {
    const byte = raw[index] as number;
    if (byte === DOT) name = index + 1;
    if (byte === COLON || byte === SEMICOLON || isLineEnd(byte)) break;
  }
  const isUid = letter(raw[name]) === 'U' && letter(raw[name + 1]) === 'I' && letter(raw[name + 2]) === 'D';
  const after = raw[name + 3];
  if (!isUid || (after !== COLON && after !== SEMICOLON)) return -1;
  for (let index = name + 3; index < raw.length && !isLineEnd(raw[index] as number); index += 1) if (raw[index] === COLON) return index + 1;
  return -1;
}

function unfoldedText(raw: Uint8Array, from: number): string | undefined {
  const bytes: number[] = [];
  for (let index = from; index < raw.length && bytes.length < 1024; index += 1) {
    const byte = raw[index] as number;
    if (!isLineEnd(byte)) {
      bytes.push(byte);
      continue;
    }
    const next = byte === 0x0d && raw[index + 1] === 0x0a ? index + 2 : index + 1;
    if (raw[next] !== 0x20 && raw[next] !== 0x09) break;
    index = next;
  }
  const text = new TextDecoder().decode(Uint8Array.from(bytes)).trim();
  return text === '' ? undefined : text;
}

function nextLine(raw: Uint8Array, at: number): number {
  const lf = raw.indexOf(0x0a, at);
  if (lf >= 0) return lf + 1;
  const cr = raw.indexOf(0x0d, at);
  return cr >= 0 ? cr + 1 : raw.length;
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}

function letter(byte: number | undefined): string {
  return byte === undefined ? '' : String.fromCharCode(byte).toUpperCase();
}
