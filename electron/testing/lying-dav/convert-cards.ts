import { changeCard, plainName, versionOf, type RawLine } from './card-lines.ts';

/** How sabre/dav 4 serves: cards of 4.0 are turned into 3.0 unless 4.0 is asked for, and then those of 3.0 into 4.0. */
export function serveLikeSabre(text: string, asked: string | undefined): string {
  const stored = versionOf(text);
  if (asked === '4.0') return stored === '3.0' ? convertUp(text) : text;
  return stored === '4.0' ? convertDown(text, (line) => photoAsBinary(line)) : text;
}

/** How Cyrus 3.6 serves: as sabre/dav, but the picture is cut off behind its media type. */
export function serveLikeCyrus(text: string, asked: string | undefined): string {
  const stored = versionOf(text);
  if (asked === '4.0') return stored === '3.0' ? convertUp(text) : text;
  return stored === '4.0' ? convertDown(text, (line) => ({ ...line, value: line.value.replace(/[;,].*$/s, '') })) : text;
}

function convertDown(text: string, convertPhoto: (line: RawLine) => RawLine): string {
  return changeCard(text, (lines) =>
    lines.flatMap((line): readonly RawLine[] => {
      switch (plainName(line)) {
        case 'VERSION':
          return [{ ...line, value: '3.0' }];
        case 'BDAY':
          return [{ ...line, value: line.value.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3') }];
        case 'ANNIVERSARY':
          return [{ ...line, name: 'X-ANNIVERSARY' }];
        case 'RELATED':
          return [{ ...line, name: 'X-RELATED' }];
        case 'KIND':
          return [{ ...line, name: 'X-ADDRESSBOOKSERVER-KIND' }];
        case 'TEL':
          return [{ ...line, parameters: line.parameters.replace(/;?VALUE=uri/i, ''), value: line.value.replace(/^tel:/, '') }];
        case 'PHOTO':
          return line.value.startsWith('data:') ? [convertPhoto(line)] : [line];
        case 'CLIENTPIDMAP':
          return [];
        default:
          return [line];
      }
    }),
  );
}

function convertUp(text: string): string {
  return changeCard(text, (lines) => lines.map((line) => (plainName(line) === 'VERSION' ? { ...line, value: '4.0' } : line)));
}

function photoAsBinary(line: RawLine): RawLine {
  const match = /^data:image\/(\w+);base64,(.*)$/s.exec(line.value);
  return match === null ? line : { name: line.name, parameters: `ENCODING=b;TYPE=${(match[1] ?? '').toUpperCase()}`, value: match[2] ?? '' };
}
