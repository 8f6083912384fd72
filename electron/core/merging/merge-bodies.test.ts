import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCard } from '../../testing/builders.ts';
import { readGraph } from '../graph/read.ts';
import type { ReadContext } from '../reading.ts';
import { readVCard } from '../vcard/read.ts';
import { mergeBodies } from './merge-bodies.ts';
import { missingEntries } from './values.ts';

const CONTEXT: ReadContext = { digest: (bytes) => `${bytes.length}-${bytes.reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7)}`, defaultRegion: 'DE' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const merge = (kept: string, ...others: readonly string[]): string => {
  const merged = mergeBodies('vcard', 'contact', bytes(kept), others.map(bytes), CONTEXT);
  return merged === null ? expect.fail('not merged') : new TextDecoder().decode(merged);
};

const KEPT = aCard({ uid: 'kept', given: 'Ada', family: 'Almond', emails: ['ada@example.test'], phones: ['+49 170 5550001'], lines: ['item1.URL:https://example.test/ada', 'item1.X-ABLabel:Blog'] });

describe('merging cards', () => {
  it('leaves a card that lacks nothing byte for byte', () => {
    const copy = aCard({ uid: 'copy', given: 'Ada', family: 'Almond', emails: ['ADA@example.test'], phones: ['0170 5550001'] });
    expect(merge(KEPT, copy)).toBe(KEPT);
  });

  it('adds what only a copy says, once, each with its label, and touches no line of the kept one', () => {
    const copies = ['a', 'b'].map((uid) => aCard({ uid, given: 'Ada', family: 'Almond', emails: ['ada@example.test', 'ada.almond@elsewhere.test'], phones: [], lines: ['BDAY:1980-05-17', 'item1.TEL:+49 30 5550002', 'item1.X-ABLabel:Boat', 'NOTE:likes tea\\, and rain', 'X-UNHEARD:of'] }));
    const merged = merge(KEPT, ...copies);
    expect(merged.startsWith(KEPT.slice(0, KEPT.indexOf('END:VCARD')))).toBe(true);
    expect(merged.slice(KEPT.indexOf('END:VCARD'))).toMatch(/^(?:EMAIL[^\r]*ada\.almond@elsewhere\.test\r\n|BDAY:1980-05-17\r\n|item2\.TEL:\+49 30 5550002\r\nitem2\.X-ABLABEL:Boat\r\n|NOTE:likes tea\\, and rain\r\n|X-UNHEARD:of\r\n){5}END:VCARD\r\n$/);
  });

  it('keeps its own name and birthday where a copy has others: those are discards', () => {
    const copy = aCard({ uid: 'copy', given: 'Ade', family: 'Almnd', emails: ['ada@example.test'], phones: [], lines: ['BDAY:1980-05-18'] });
    const kept = KEPT.replace('END:VCARD', 'BDAY:1980-05-17\r\nEND:VCARD');
    const merged = merge(kept, copy);
    expect(merged).toBe(kept);
    expect(missingEntries(readVCard(bytes(copy), CONTEXT).fields, readVCard(bytes(merged), CONTEXT).fields).map(({ field, text }) => `${field}=${text}`).sort()).toEqual(['anniversaries/birth=1980-05-18', 'name/full=Ade Almnd', 'name/given=Ade', 'name/surname=Almnd']);
  });

  it('loses no value of any of several cards, whatever they hold', () => {
    const word = fc.stringMatching(/^[A-Za-zäöüß;,\\ .-]{1,12}$/).map((text) => text.replace(/[\\;,]/g, '\\$&'));
    const line = fc.oneof(
      word.map((text) => `NOTE:${text}x`),
      fc.tuple(fc.constantFrom('HOME', 'WORK', 'CELL', 'FAX'), fc.integer({ min: 1000, max: 9_999_999 })).map(([type, digits]) => `TEL;TYPE=${type}:+4930${digits}`),
      fc.tuple(fc.constantFrom('HOME', 'WORK'), fc.stringMatching(/^[a-z]{1,8}$/)).map(([type, local]) => `EMAIL;TYPE=${type}:${local}@example.test`),
      fc.tuple(word, word).map(([street, city]) => `ADR;TYPE=HOME:;;${street}x;${city}x;;1;`),
      word.map((text) => `ORG:${text}x;Unit`),
      word.map((text) => `TITLE:${text}x`),
      word.map((text) => `CATEGORIES:${text}x,Family`),
      word.map((text) => `NICKNAME:${text}x`),
      fc.constantFrom('BDAY:1980-05-17', 'BDAY:1980-05-18', 'PHOTO;ENCODING=b;TYPE=JPEG:AAAA', 'PHOTO;ENCODING=b;TYPE=JPEG:BBBB', 'IMPP;X-SERVICE-TYPE=Jabber:xmpp:a@example.test', 'X-SPOUSE:Bo', 'item1.X-ABDATE:2001-02-03\r\nitem1.X-ABLabel:_$!<Anniversary>!$_', 'item3.URL:https://example.test\r\nitem3.X-ABLabel:Blog', 'X-ODD;X-P="a;b":v\\nw'),
    );
    const card = fc.tuple(fc.constantFrom('2.1', '3.0', '4.0'), fc.constantFrom('Ada', 'Ade'), fc.array(line, { maxLength: 8 })).map(([version, given, lines]) => `BEGIN:VCARD\r\nVERSION:${version}\r\nFN:${given} Almond\r\nN:Almond;${given};;;\r\n${lines.map((text) => `${text}\r\n`).join('')}END:VCARD\r\n`);
    fc.assert(
      fc.property(card, fc.array(card, { minLength: 1, maxLength: 3 }), (kept, others) => {
        const fieldsOf = (text: string) => readVCard(bytes(text), CONTEXT).fields;
        const merged = fieldsOf(merge(kept, ...others));
        expect(missingEntries(fieldsOf(kept), merged)).toEqual([]);
        const discards = others.flatMap((other) => missingEntries(fieldsOf(other), merged));
        // Only of what a card has one may something be left out, and only where the kept one has another.
        for (const { field } of discards) expect(field).toMatch(/^(?:name\/|anniversaries\/birth|media\/photo|cryptoKeys)/);
        expect(merge(merge(kept, ...others), ...others)).toBe(merge(kept, ...others));
      }),
      { numRuns: 200 },
    );
  });
});

describe('merging contacts of Graph', () => {
  it('fills what is empty, and tells in the notes what has no room', () => {
    const kept = { givenName: 'Ada', surname: 'Almond', displayName: 'Ada Almond', mobilePhone: '+49 170 5550001', businessPhones: ['+49 30 1', '+49 30 2'], emailAddresses: [{ address: 'ada@example.test' }], personalNotes: 'tea' };
    const other = { givenName: 'Ada', surname: 'Almond', displayName: 'Ada Almond', companyName: 'Almond Works', mobilePhone: '+49 170 5550002', businessPhones: ['+49 30 3'], emailAddresses: [{ address: 'ADA@example.test' }, { address: 'ada@elsewhere.test' }], personalNotes: 'rain' };
    const merged = mergeBodies('graph-json', 'contact', bytes(JSON.stringify(kept)), [bytes(JSON.stringify(other))], CONTEXT);
    const result = JSON.parse(new TextDecoder().decode(merged ?? undefined)) as Record<string, unknown>;
    expect(result).toMatchObject({ companyName: 'Almond Works', mobilePhone: '+49 170 5550001', businessPhones: ['+49 30 1', '+49 30 2'], emailAddresses: [{ address: 'ada@example.test' }, { address: 'ada@elsewhere.test' }] });
    expect(String(result['personalNotes']).split('\n')).toEqual(['tea', 'rain', 'Phone, mobile: +49 170 5550002', 'Phone, work: +49 30 3']);
    expect(missingEntries(readGraph(bytes(JSON.stringify(other)), CONTEXT).fields, readGraph(merged ?? bytes('{}'), CONTEXT).fields)).toEqual([]);
  });
});

it('puts no events together', () => {
  expect(mergeBodies('icalendar', 'event', bytes('x'), [bytes('y')], CONTEXT)).toBe(null);
});
