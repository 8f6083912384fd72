import { changeCard, plainName, versionOf, type RawLine } from './card-lines.ts';

/** As Radicale 3.1 stores a card: sorted, TYPE merged, X- names in upper case, colons escaped once more, text after a bare comma lost. */
export function rewriteLikeRadicale(text: string): string {
  if (!isCard(text)) return text;
  const isFour = versionOf(text) === '4.0';
  return changeCard(text, (lines) =>
    lines
      .map((line): RawLine => ({ name: line.name.toUpperCase(), parameters: mergeTypes(line.parameters), value: radicaleValue(line, isFour) }))
      .filter((line) => !(isFour && plainName(line) === 'GEO'))
      .toSorted((a, b) => compare(plainName(a), plainName(b))),
  );
}

/** As DAViCal 1.1 stores a card: names in upper case, REV added; in vCard 4.0, PHOTO and TEL escaped where they must not be. */
export function rewriteLikeDavical(text: string): string {
  if (!isCard(text)) return text;
  const isFour = versionOf(text) === '4.0';
  return changeCard(text, (lines) => {
    const changed = lines.map((line): RawLine => {
      const isHurt = isFour && ['PHOTO', 'TEL'].includes(plainName(line));
      return { ...line, name: line.name.toUpperCase(), value: isHurt ? line.value.replaceAll(/(?<!\\)[;,]/g, (found) => `\\${found}`) : line.value };
    });
    return changed.some((line) => plainName(line) === 'REV') ? changed : [...changed, { name: 'REV', parameters: '', value: '20260301T000000Z' }];
  });
}

/** As SOGo 5.8 stores a card: turned into 3.0 for good, empty parts at the end of N and ADR dropped, no final line end. */
export function rewriteLikeSogo(text: string): string {
  if (!isCard(text)) return text;
  return changeCard(text, (lines) =>
    lines.map((line): RawLine => {
      const name = plainName(line);
      if (name === 'VERSION') return { ...line, value: '3.0' };
      return name === 'N' || name === 'ADR' ? { ...line, value: line.value.replace(/;+$/, '') } : line;
    }),
  ).replace(/\r\n$/, '');
}

/** As Cyrus 3.6 stores a card: written anew, with commas and semicolons escaped in every text. */
export function rewriteLikeCyrus(text: string): string {
  if (!isCard(text)) return text;
  return changeCard(text, (lines) => lines.map((line) => (plainName(line) === 'NOTE' ? { ...line, value: line.value.replaceAll(/(?<!\\)[;,]/g, (found) => `\\${found}`) } : line)));
}

/** The same parameters in another order at each reading. */
export function shuffleParameters(): (text: string) => string {
  let readings = 0;
  return (text) => {
    readings += 1;
    if (readings % 2 === 0 || !isCard(text)) return text;
    const shuffled = changeCard(text, (lines) => lines.map((line) => ({ ...line, parameters: line.parameters.split(';').toReversed().join(';') })));
    // As long as before: what is stored lacks its last line end, and stays as it is.
    return text.endsWith('\r\n') ? shuffled : shuffled.replace(/\r\n$/, '');
  };
}

function isCard(text: string): boolean {
  return /^BEGIN:VCARD/i.test(text);
}

function radicaleValue(line: RawLine, isFour: boolean): string {
  const name = plainName(line);
  if (['NOTE', 'NICKNAME', 'FN'].includes(name)) return (/^(?:\\.|[^,\\])*/s.exec(line.value)?.[0] ?? '').replaceAll('\\:', '\\\\:');
  if (isFour && name === 'PHOTO' && line.value.startsWith('data:')) return line.value.replace(/[;,].*$/s, '');
  return line.value.replaceAll('\\:', '\\\\:');
}

// `TYPE=a;TYPE=b` and `a;b` become `TYPE=a,b`.
function mergeTypes(parameters: string): string {
  if (parameters === '') return '';
  const parts = parameters.split(';');
  const types = parts.filter((part) => !part.includes('=') || /^type=/i.test(part)).map((part) => part.replace(/^type=/i, ''));
  const others = parts.filter((part) => part.includes('=') && !/^type=/i.test(part));
  return [...others, ...(types.length === 0 ? [] : [`TYPE=${types.join(',')}`])].join(';');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
