const BLOCKS: ReadonlySet<string> = new Set([
  'address', 'article', 'blockquote', 'body', 'dd', 'div', 'dl', 'dt', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'head', 'header', 'hr', 'html', 'li', 'main', 'ol', 'p',
  'pre', 'section', 'table', 'tbody', 'tr', 'ul',
]);
const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'title']);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', shy: '', zwnj: '', ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·',
  lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', euro: '€', pound: '£', copy: '©', reg: '®', trade: '™', deg: '°', times: '×', sect: '§',
  auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', egrave: 'è', agrave: 'à', ccedil: 'ç', oslash: 'ø', aring: 'å', ntilde: 'ñ',
};

/**
 * The words of an HTML body, line by line as one reads them: blocks and `<br>` end lines, markup, scripts and styles are left out.
 * For comparing and showing only, in one pass; nothing of it is ever rendered.
 */
export function htmlToText(html: string): string {
  const lines: string[] = [''];
  let at = 0;
  const write = (text: string): void => {
    const last = lines.length - 1;
    lines[last] = `${lines[last] ?? ''}${decodeEntities(text)}`;
  };
  const endBlock = (): void => {
    if ((lines[lines.length - 1] ?? '').trim() !== '') lines.push('');
  };
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      write(html.slice(at));
      break;
    }
    if (open > at) write(html.slice(at, open));
    at = skipMarkup(html, open, { write, endBlock, breakLine: () => lines.push('') });
  }
  return lines.map((line) => line.replace(/\s+/g, ' ').trim()).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

interface Output {
  readonly write: (text: string) => void;
  readonly endBlock: () => void;
  readonly breakLine: () => void;
}

/** Takes what begins with the `<` at `open`; answers where to go on. */
function skipMarkup(html: string, open: number, output: Output): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  const tag = /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 40))?.[1]?.toLowerCase();
  if (tag === undefined && html[open + 1] !== '!' && html[open + 1] !== '?') {
    output.write('<');
    return open + 1;
  }
  const end = after(html, '>', open);
  if (tag === undefined) return end;
  if (tag === 'br') output.breakLine();
  else if (BLOCKS.has(tag)) output.endBlock();
  else if (tag === 'td' || tag === 'th') output.write(' ');
  if (!HIDDEN.has(tag) || html[open + 1] === '/') return end;
  return after(html, '>', endOfHidden(html, tag, end));
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function endOfHidden(html: string, tag: string, from: number): number {
  const closing = new RegExp(`</${tag}`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : whole;
  });
}
