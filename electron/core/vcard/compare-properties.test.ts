import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingVCardProperties } from './compare-properties.ts';

const utf8 = new TextEncoder();
const card = (...lines: readonly string[]): Uint8Array => utf8.encode(['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n'));
const differences = (sent: readonly string[], held: readonly string[]): readonly string[] => differingVCardProperties(card(...sent), card(...held)).map(({ property, kind }) => `${property} ${kind}`);

describe('a card as the server holds it', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['order, letter case, folding', ['VERSION:3.0', 'FN:Ann Lee', 'TEL;TYPE=work:1'], ['VERSION:3.0', 'tel;type=WORK:1', 'FN:Ann', '  Lee']],
    ['TYPE lists split, merged and quoted', ['TEL;TYPE=HOME,CELL;TYPE=pref:1'], ['TEL;TYPE="cell,home";PREF=1:1']],
    ['types that hold by default', ['TEL:1', 'EMAIL;TYPE=INTERNET:a@x.test', 'ADR;TYPE=HOME,POSTAL:;;S;;;;'], ['TEL;TYPE=VOICE:1', 'EMAIL:a@x.test', 'ADR;TYPE=home:;;S']],
    ['parameters in another order', ['X-A;B=1;C=2:v'], ['X-A;C=2;B=1:v']],
    ['escapes', ['NOTE:a\\, b\\; c\\nd\\Ne: f', 'URL:http\\://x.test', 'ORG:A, B;C'], ['NOTE:a, b; c\\nd\\ne\\: f', 'URL:http://x.test', 'ORG:A\\, B;C']],
    ['empty trailing components', ['N:Lee;Ann', 'ADR:;;S;T;;;'], ['N:Lee;Ann;;;', 'ADR:;;S;T']],
    ['lists over one line or several', ['CATEGORIES:b,a'], ['CATEGORIES:a', 'CATEGORIES:b']],
    ['empty properties left out', ['FN:A', 'NOTE:', 'ADR:;;;;;;', 'X-NO: '], ['FN:A']],
    ['REV, PRODID and VERSION', ['VERSION:2.1', 'REV:1', 'PRODID:a', 'FN:A'], ['VERSION:3.0', 'REV:2', 'PRODID:b', 'FN:A', 'X-RADICALE-NAME:a.vcf']],
    ['groups renamed', ['item1.TEL:1', 'item1.X-ABLabel:Boat', 'item2.URL:u', 'item2.X-ABLabel:Blog'], ['g7.URL:u', 'g7.X-ABLABEL:Blog', 'G.X-ABLABEL:Boat', 'G.TEL:1']],
    ['quoted-printable undone', ['VERSION:2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC;J'], ['VERSION:3.0', 'N:Mü;J;;;']],
    ['pictures in the spelling of another version', ['PHOTO;ENCODING=b;TYPE=PNG:iVBO Rw=='], ['PHOTO:data:image/png;base64,iVBORw']],
    ['dates in the spelling of another version', ['BDAY:1980-01-31', 'ANNIVERSARY:--0102'], ['BDAY;VALUE=DATE:19800131', 'ANNIVERSARY:--01-02']],
    ['URIs of phones, places and members', ['TEL;VALUE=uri:tel:+1', 'GEO:geo:1,2', 'UID:urn:uuid:AB'], ['TEL:+1', 'GEO:1;2', 'UID:ab']],
    ['groups in the names of another version', ['KIND:group', 'MEMBER:urn:uuid:A'], ['X-ADDRESSBOOKSERVER-KIND:group', 'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a']],
    ['control characters', ['NOTE:a\u0001b'], ['NOTE:ab']],
  ])('is the same in spite of %s', (_, sent, held) => {
    expect(differences(sent, held)).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['a property gone', ['FN:A', 'TEL:1', 'TEL:2'], ['FN:A', 'TEL:2'], ['TEL lost']],
    ['one of two equal ones gone', ['NOTE:a', 'NOTE:a'], ['NOTE:a'], ['NOTE lost']],
    ['a value cut', ['NOTE:a\\, b', 'FN:A'], ['NOTE:a', 'FN:A'], ['NOTE changed']],
    ['a value in another component', ['ADR:;;S;T'], ['ADR:;S;;T'], ['ADR changed']],
    ['a member of a list gone', ['CATEGORIES:a,b'], ['CATEGORIES:a'], ['CATEGORIES lost']],
    ['a picture cut', ['PHOTO;ENCODING=b:iVBORw0K'], ['PHOTO:data:image/png'], ['PHOTO changed']],
    ['another number as the preferred one', ['TEL;TYPE=PREF:1', 'TEL:2'], ['TEL:1', 'TEL;TYPE=PREF:2'], ['TEL parameters', 'TEL parameters']],
    ['a label gone', ['item1.TEL:1', 'item1.X-ABLabel:Boat'], ['TEL:1'], ['TEL parameters']],
    ['a label without its property', ['item1.X-ABLabel:Boat'], [], ['X-ABLABEL lost']],
    ['a parameter gone', ['X-A;B=1:v'], ['X-A:v'], ['X-A parameters']],
    ['another UID', ['UID:1'], ['UID:2'], ['UID changed']],
    ['properties of the server', ['FN:A'], ['FN:A', 'UID:1', 'X-B:2'], ['UID added', 'X-B added']],
    ['everything gone', ['FN:A', 'TEL:1'], [], ['FN lost', 'TEL lost']],
  ])('differs by %s', (_, sent, held, expected) => {
    expect(differences(sent, held)).toEqual(expected);
  });

  it('never differs from itself, whatever the bytes', () => {
    const line = fc.tuple(fc.constantFrom('FN', 'N', 'TEL;TYPE=a', 'PHOTO', 'item1.X-ABLABEL', 'item1.TEL', 'BDAY', 'CATEGORIES', ''), fc.string({ maxLength: 20 })).map((parts) => parts.join(':'));
    fc.assert(fc.property(fc.oneof(fc.array(line).map((lines) => card(...lines)), fc.uint8Array()), (raw) => {
      expect(differingVCardProperties(raw, raw)).toEqual([]);
    }));
  });

  it('misses exactly the lines that were left out', () => {
    const names = fc.uniqueArray(fc.constantFrom('FN', 'NOTE', 'TITLE', 'ROLE', 'X-A', 'X-B', 'EMAIL'), { minLength: 1 });
    fc.assert(fc.property(names, fc.infiniteStream(fc.boolean()), (properties, choices) => {
      const held = properties.filter(() => choices.next().value === true);
      const lost = properties.filter((property) => !held.includes(property)).sort();
      expect(differences(properties.map((property) => `${property}:v`), held.map((property) => `${property}:v`))).toEqual(lost.map((property) => `${property} lost`));
    }));
  });
});
