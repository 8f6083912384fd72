/**
 * The text of an element from its source, with every CR that was sent: XML parsers fold CR LF into LF (XML 1.0 §2.11), which would change
 * what the server holds. Undefined where the element holds more than text.
 */
export function exactText(source: string): string | undefined {
  let text = '';
  let rest = source;
  while (rest !== '') {
    const mark = rest.indexOf('<');
    text += unescape(mark < 0 ? rest : rest.slice(0, mark));
    if (mark < 0) return text;
    rest = rest.slice(mark);
    if (!rest.startsWith(CDATA)) return undefined;
    const end = rest.indexOf(']]>');
    if (end < 0) return undefined;
    text += rest.slice(CDATA.length, end);
    rest = rest.slice(end + 3);
  }
  return text;
}

const CDATA = '<![CDATA[';
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
