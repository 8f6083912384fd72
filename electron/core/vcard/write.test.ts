import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContentLines } from '../content-lines/read-content-lines.ts';
import type { AddressKind, JSContactCard, NameKind, TrueSet } from '../jscontact/card.ts';
import { jscontactFields } from '../jscontact/jscontact-fields.ts';
import { vcardToJSContact } from './vcard-to-jscontact.ts';
import { writeVCard } from './write.ts';

const utf8 = new TextEncoder();
const digest = (bytes: Uint8Array): string => Array.from(bytes).join(' ');
const fieldsOf = (card: JSContactCard) => jscontactFields(card, { digest });
const readBack = (written: string): JSContactCard => vcardToJSContact(readContentLines(utf8.encode(written)).lines);

describe('writing a card as vCard 3.0', () => {
  it('names every part as most programs do', () => {
    const card: JSContactCard = {
      '@type': 'Card', version: '1.0', uid: 'u-1', updated: '2024-01-02T03:04:05Z',
      name: { full: 'Ann Lee', components: [{ kind: 'surname', value: 'Lee' }, { kind: 'given', value: 'Ann', phonetic: 'Anne' }, { kind: 'generation', value: 'Jr.' }] },
      organizations: { a: { name: 'Works; Ltd', units: [{ name: 'Sales' }] } },
      emails: { a: { address: 'ann@example.test', contexts: { work: true }, pref: 1 } },
      phones: { a: { number: '+1 201 555 0123', features: { mobile: true } }, b: { number: '5', label: 'Boat' } },
      addresses: { a: { contexts: { private: true }, full: '1 Main St\nAustin', components: [{ kind: 'name', value: '1 Main St' }, { kind: 'locality', value: 'Austin' }] } },
      anniversaries: { a: { kind: 'birth', date: { month: 4, day: 5 } }, b: { kind: 'wedding', date: { year: 2001, month: 2, day: 3 } } },
      keywords: { 'a,b': true, c: true },
      media: { a: { kind: 'photo', uri: 'data:image/png;base64,iVBORw==' } },
      relatedTo: { Bo: { relation: { spouse: true } } },
      notes: { a: { note: 'one\ntwo' } },
    };
    expect(writeVCard(card).split('\r\n')).toEqual([
      'BEGIN:VCARD', 'VERSION:3.0', 'N:Lee;Ann;;;Jr.', 'FN:Ann Lee', 'X-PHONETIC-FIRST-NAME:Anne', 'ORG:Works\\; Ltd;Sales', 'EMAIL;TYPE=WORK,PREF,INTERNET:ann@example.test',
      'TEL;TYPE=CELL:+1 201 555 0123', 'item1.TEL:5', 'item1.X-ABLabel:Boat', 'ADR;TYPE=HOME:;;1 Main St;Austin;;;', 'LABEL;TYPE=HOME:1 Main St\\nAustin', 'BDAY:--04-05', 'X-ANNIVERSARY:2001-02-03',
      'PHOTO;ENCODING=b;TYPE=PNG:iVBORw==', 'NOTE:one\\ntwo', 'CATEGORIES:a\\,b,c', 'item2.X-ABRELATEDNAMES:Bo', 'item2.X-ABLabel:spouse', 'UID:u-1', 'REV:2024-01-02T03:04:05Z', 'END:VCARD', '',
    ]);
  });

  it('always has the N and FN that vCard 3.0 asks for (RFC 2426 §3.1)', () => {
    expect(writeVCard({ '@type': 'Card', version: '1.0', emails: { a: { address: 'a@x.test' } } })).toContain('\r\nN:;;;;\r\nFN:a@x.test\r\n');
  });

  it('gives what other formats call by their own names an X- name', () => {
    const written = writeVCard({ '@type': 'Card', version: '1.0', vCardProps: [['Account Number', {}, 'text', '7,8'], ['x-b', {}, 'text', 'c'], ['gender', {}, 'text', 'F'], ['anniversary-birth', {}, 'text', 'in spring'], ['!', {}, 'text', 'd']] });
    expect(written.split('\r\n').slice(4, -2)).toEqual(['X-ACCOUNT-NUMBER:7\\,8', 'X-B:c', 'GENDER:F', 'item1.X-ABDATE:in spring', 'item1.X-ABLabel:birth']);
  });

  it('is read back with every field it had', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'ß', '😀', ',', ';', '\\', '\n', ':', '"', ' '), minLength: 1, maxLength: 12 }).map((made) => `x${made.replace(/ +/g, ' ')}z`);
    const word = fc.constantFrom('Boat', 'Ferien-Haus', 'a b', 'Ü, ü;');
    const contexts = fc.constantFrom<TrueSet>({ work: true }, { private: true }, { private: true, work: true });
    const place = fc.record({ contexts, label: word, pref: fc.constant(1) }, { requiredKeys: [] });
    const byId = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> => fc.dictionary(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 2 }), value, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
    const placed = <Value extends object>(value: fc.Arbitrary<Value>) => byId(fc.tuple(value, place).map(([one, where]) => ({ ...one, ...where })));
    const date = fc.record({ year: fc.integer({ min: 1700, max: 2100 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
    const card = fc.record({
      name: fc.record({ full: text, components: fc.uniqueArray(fc.record({ kind: fc.constantFrom<NameKind>('surname', 'given', 'given2', 'title', 'credential'), value: text }), { selector: (part) => part.kind }) }),
      nicknames: byId(fc.record({ name: text })),
      organizations: placed(fc.record({ name: text, units: fc.array(text, { minLength: 1, maxLength: 2 }).map((names) => names.map((name) => ({ name }))) })),
      titles: byId(fc.record({ name: text, kind: fc.constantFrom<'title' | 'role'>('title', 'role') })),
      emails: placed(fc.record({ address: text })),
      phones: placed(fc.record({ number: text, features: fc.constantFrom<TrueSet>({ mobile: true }, { fax: true }, { pager: true, fax: true }) })),
      onlineServices: byId(fc.record({ service: fc.constantFrom('skype', 'xmpp', 'matrix'), user: fc.constantFrom('ann', 'bo@x.test', 'c/d') })),
      addresses: placed(fc.record({ components: fc.subarray<AddressKind>(['name', 'locality', 'country'], { minLength: 1 }).chain((kinds) => fc.tuple(...kinds.map((kind) => fc.record({ kind: fc.constant(kind), value: text })))), full: text }, { requiredKeys: ['components'] })),
      anniversaries: byId(fc.record({ kind: fc.constantFrom('birth', 'wedding', 'death', 'Name day'), date })),
      keywords: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((words) => Object.fromEntries(words.map((each) => [each, true as const]))),
      notes: byId(fc.record({ note: text })),
      relatedTo: fc.dictionary(fc.constantFrom('Bo', 'Max, M.'), fc.constant({ relation: { spouse: true as const } }), { minKeys: 1, noNullPrototype: true }),
      media: byId(fc.record({ kind: fc.constantFrom('photo', 'logo'), uri: fc.constantFrom('data:image/png;base64,iVBORw==', 'https://example.test/p.png') })),
      uid: fc.constantFrom('u-1', 'urn:uuid:1'),
    }, { requiredKeys: ['name'] }).map((parts): JSContactCard => ({ '@type': 'Card', version: '1.0', ...parts }));
    fc.assert(fc.property(card, (original) => {
      const back = readBack(writeVCard(original));
      expect([back.uid, fieldsOf(back)]).toEqual([original.uid, fieldsOf(original)]);
    }));
  });
});
