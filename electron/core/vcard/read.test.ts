import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { encodeBase64 } from '../content-lines/base64.ts';
import { canonicalText, meaningText, type ReadContext, type ReadRecord } from '../reading.ts';
import { readVCard } from './read.ts';

const utf8 = new TextEncoder();
const context: ReadContext = { digest: (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 8) };
const card = (version: string, ...lines: readonly string[]): Uint8Array => utf8.encode(['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n'));
const read = (version: string, ...lines: readonly string[]): ReadRecord => readVCard(card(version, ...lines), context);
/** Fields as `field text` and, where it compares by something else, `[key]`. */
const fieldsOf = (record: ReadRecord): readonly string[] => record.fields.map(({ field, text, key }) => `${field} ${text}${key === undefined ? '' : ` [${key}]`}`);
const fields = (version: string, ...lines: readonly string[]): readonly string[] => fieldsOf(read(version, ...lines));

describe('a card of iOS', () => {
  const record = read('3.0',
    'PRODID:-//Apple Inc.//iPhone OS 17.4//EN', 'N:Berg;Åsa;Maria,Eva;Dr.;', 'FN:Dr. Åsa Berg', 'X-PHONETIC-FIRST-NAME:Osa', 'ORG:Berg & Co;Sales', 'item1.EMAIL;type=INTERNET;type=pref:Asa@Example.test',
    'item1.X-ABLabel:Klubben', 'TEL;type=IPHONE;type=CELL;type=VOICE;type=pref:+46 70 123 45 67', 'item2.TEL:(08) 55 51 23', 'item2.X-ABLabel:_$!<HomeFAX>!$_',
    'item3.ADR;type=WORK;type=pref:;;Storgatan 1\\nPlan 2;Lund;;222 22;Sweden', 'item3.X-ABADR:se', 'item4.URL;type=pref:https\\://example.test/a', 'item4.X-ABLabel:_$!<HomePage>!$_',
    'BDAY;X-APPLE-OMIT-YEAR=1604;value=date:1604-02-29', 'item5.X-ABDATE;type=pref:2001-06-16', 'item5.X-ABLabel:_$!<Anniversary>!$_', 'item6.X-ABRELATEDNAMES:Bo Berg', 'item6.X-ABLabel:_$!<Spouse>!$_',
    'IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:asa.b', 'X-SOCIALPROFILE;type=twitter;x-user=asab:https://twitter.example.test/asab', 'UID:0F-1', 'REV:2024-03-01T09:00:00Z', 'X-ABUID:0F-1:ABPerson');

  it('is read with its labels, its omitted year and its own properties', () => {
    expect(fieldsOf(record)).toEqual([
      'addresses/work Storgatan 1, Plan 2, Lund, 222 22, Sweden [;;Storgatan 1\nPlan 2;Lund;;222 22;Sweden]',
      'anniversaries/birth --02-29',
      'anniversaries/wedding 2001-06-16',
      'emails/Klubben Asa@Example.test [asa@example.test]',
      'links/homepage https://example.test/a',
      'name/full Dr. Åsa Berg',
      'name/given Åsa',
      'name/given/phonetic Osa',
      'name/given2 Maria, Eva',
      'name/surname Berg',
      'name/title Dr.',
      'onlineServices/skype asa.b',
      'onlineServices/twitter asab',
      'organizations Berg & Co',
      'organizations/unit Sales',
      'phones/mobile +46 70 123 45 67 [+46701234567]',
      'phones/private-fax (08) 55 51 23 [08555123]',
      'relatedTo/spouse Bo Berg',
    ]);
    expect([record.kind, record.uid, record.title, record.modified, record.created, record.warnings]).toEqual(['contact', '0F-1', 'Dr. Åsa Berg', '2024-03-01T09:00:00Z', undefined, []]);
  });

  it('shows the marks of its program, each once', () => {
    expect(record.traces.filter(({ name }) => !name.startsWith('X-AB') && !name.startsWith('X-PH')).map(({ namespace, name, value }) => [namespace, name, value])).toEqual([
      ['vcard', 'PRODID', '-//Apple Inc.//iPhone OS 17.4//EN'],
      ['vcard', 'X-APPLE-OMIT-YEAR', '1604'],
      ['vcard', 'X-SERVICE-TYPE', 'Skype'],
      ['vcard', 'X-SOCIALPROFILE', 'https://twitter.example.test/asab'],
      ['vcard', 'X-USER', 'asab'],
    ]);
  });
});

describe('a card of Android and older phones', () => {
  it('is read with bare types, quoted-printable and rows of the contacts table', () => {
    expect(fields('2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;', 'TEL;CELL;PREF:0171 1', 'TEL;WORK;FAX:2', 'TEL;X-Ferien-Haus:3', 'EMAIL;HOME:j@example.test', 'ORG:M, Sohn & Co', 'NICKNAME:Jo, der Alte',
      'X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Jogi;1;;;;;;;;;;;;;', 'X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--05-06;0;Namenstag;;', 'X-ANDROID-CUSTOM:vnd.android.cursor.item/relation\\;Eva\\;14\\;\\;',
      'X-ANDROID-CUSTOM:vnd.example/other;1;2', 'NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\r\nb')).toEqual([
      'anniversaries/Namenstag --05-06', 'emails/private j@example.test', 'name/given Jörg', 'name/surname Müller', 'nicknames Jo, der Alte', 'nicknames Jogi', 'notes a\nb', 'organizations M, Sohn & Co',
      'phones/ferien-haus 3', 'phones/mobile 0171 1 [01711]', 'phones/work-fax 2', 'relatedTo/spouse Eva', 'x/X-ANDROID-CUSTOM vnd.example/other;1;2',
    ]);
  });

  it('keeps commas of vCard 2.1 as they are, and those of 3.0 as lists', () => {
    expect(fields('2.1', 'N:Doe;Ann,Bea')).toEqual(['name/given Ann,Bea', 'name/surname Doe']);
    expect(fields('3.0', 'N:Doe;Ann,Bea')).toEqual(['name/given Ann, Bea', 'name/surname Doe']);
  });

  it('gives the reading of a Japanese name to the name', () => {
    expect(fields('2.1', 'SOUND;X-IRMC-N:ﾔﾏﾀﾞ;ﾀﾛｳ;;;', 'N:山田;太郎;;;')).toEqual(['name/given 太郎', 'name/given/phonetic ﾀﾛｳ', 'name/surname 山田', 'name/surname/phonetic ﾔﾏﾀﾞ']);
  });

  it('holds the card of an agent as text', () => {
    expect(fields('2.1', 'FN:A', 'AGENT:', 'BEGIN:VCARD', 'VERSION:2.1', 'FN:B', 'TEL:5', 'END:VCARD', 'TEL:7')).toEqual(['name/full A', 'phones 7', 'relatedTo/agent FN: B; TEL: 5']);
  });
});

describe('a card of Outlook', () => {
  it('is read with labels of envelopes, its own properties and its date without hyphens', () => {
    expect(fields('2.1',
      'N;LANGUAGE=de:Roth;Eva', 'ADR;WORK;PREF:;Zimmer 3;Ring 1;Graz;;8010;Austria', 'LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Ring 1=0D=0A8010 Graz', 'LABEL;HOME:Weg 2\\n8020 Graz', 'BDAY:19801231',
      'X-MS-ANNIVERSARY:20050102', 'X-MS-SPOUSE:Max', 'X-MS-MANAGER:Boss', 'X-MS-IMADDRESS:eva@im.example.test', 'X-MS-TEL;VOICE;CALLBACK:4', 'ROLE:Chemist', 'FBURL:https://example.test/fb')).toEqual([
      'addresses/private/full Weg 2\n8020 Graz',
      'addresses/work Zimmer 3, Ring 1, Graz, 8010, Austria [;Zimmer 3;Ring 1;Graz;;8010;Austria]',
      'addresses/work/full Ring 1\n8010 Graz',
      'anniversaries/birth 1980-12-31', 'anniversaries/wedding 2005-01-02', 'calendars/freeBusy https://example.test/fb', 'name/given Eva', 'name/surname Roth', 'onlineServices/im eva@im.example.test',
      'phones/callback 4', 'relatedTo/manager Boss', 'relatedTo/spouse Max', 'titles/role Chemist',
    ]);
  });

  it('that was exported by Outlook for iOS shows its link as a mark', () => {
    expect(read('3.0', 'FN:A', 'item1.URL:ms-outlook://people/AQ?accountKey=1').traces).toEqual([{ namespace: 'vcard', name: 'URL', value: 'ms-outlook://people/AQ?accountKey=1' }]);
  });
});

describe('a card of vCard 4.0', () => {
  it('is read with URIs, quoted types, partial dates and what RFC 9554 adds', () => {
    expect(fields('4.0',
      'FN:Ann Lee', 'N:Lee,Smith;Ann;;;Jr.,M.D.;Smith;Jr.', 'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-201-555-0123;ext=7', 'BDAY:--0412', 'BIRTHPLACE:Oslo', 'DEATHDATE;VALUE=text:about 2001', 'ANNIVERSARY:20090808T143000Z',
      'ADR;LABEL="1 Main St\\nAustin";GEO="geo:30.2,-97.7";TZ=America/Chicago:;;1 Main St;Austin;TX;78701;USA', 'GEO:geo:48.2,16.4', 'TZ:+01:00', 'LANG;PREF=1:en', 'RELATED;TYPE=friend,co-worker;VALUE=text:Bo', 'KIND:org', 'GENDER:F;she',
      'PRONOUNS:she/her', 'GRAMGENDER:feminine', 'HOBBY;LEVEL=high:chess', 'MEMBER:urn:uuid:AB-1', 'CALURI:https://example.test/c', 'CALADRURI:mailto:a@example.test', 'CREATED:20200101T000000Z', 'SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://m.example.test/@ann', 'CLIENTPIDMAP:1;urn:uuid:1')).toEqual([
      'addresses 1 Main St, Austin, TX, 78701, USA [;;1 Main St;Austin;TX;78701;USA]', 'addresses/full 1 Main St\nAustin', 'addresses/geo 30.2, -97.7', 'addresses/timeZone America/Chicago',
      'anniversaries/birth --04-12', 'anniversaries/birth/place Oslo', 'anniversaries/death about 2001', 'anniversaries/wedding 2009-08-08T14:30:00Z [2009-08-08]', 'calendars https://example.test/c', 'geo 48.2, 16.4', 'kind org', 'members urn:uuid:AB-1 [ab-1]',
      'name/credential M.D.', 'name/full Ann Lee', 'name/generation Jr.', 'name/given Ann', 'name/surname Lee', 'name/surname2 Smith', 'onlineServices/mastodon https://m.example.test/@ann', 'personalInfo/hobby chess',
      'phones/private +1-201-555-0123;ext=7 [+12015550123;ext=7]', 'preferredLanguages en', 'relatedTo/co-worker Bo', 'relatedTo/friend Bo', 'schedulingAddresses mailto:a@example.test', 'speakToAs feminine', 'speakToAs/pronouns she/her', 'timeZone +01:00', 'x/GENDER F;she',
    ]);
  });

  it('keeps what another language or a second try says of the same property', () => {
    expect(fields('4.0', 'FN;ALTID=1;LANGUAGE=en:Tokyo', 'FN;ALTID=1;LANGUAGE=ja:東京', 'BDAY;ALTID=1:1900', 'BDAY;ALTID=1;VALUE=text:long ago')).toEqual(['anniversaries/birth 1900', 'anniversaries/birth long ago', 'name/full Tokyo', 'name/full 東京']);
  });
});

describe('cards of other writers', () => {
  it('have messengers under one name however they are written', () => {
    expect(fields('3.0', 'X-JABBER;TYPE=HOME:a@x.test', 'IMPP;X-SERVICE-TYPE=Jabber:xmpp:a@x.test', 'X-GTALK:G', 'X-GTALK:G', 'X-GOOGLE-TALK:h', 'IMPP;TYPE=personal:sip:i@x.test', 'X-EVOLUTION-SPOUSE:Max', 'X-KADDRESSBOOK-X-ManagersName:Boss', 'X-EVOLUTION-BLOG-URL:https://b.test')).toEqual([
      'links https://b.test', 'onlineServices/googletalk G [g]', 'onlineServices/googletalk G [g]', 'onlineServices/googletalk h', 'onlineServices/sip i@x.test', 'onlineServices/xmpp a@x.test', 'relatedTo/manager Boss', 'relatedTo/spouse Max',
    ]);
  });

  it('are groups by their own properties too', () => {
    expect(fields('3.0', 'FN:Team', 'X-ADDRESSBOOKSERVER-KIND:group', 'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A', 'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:B')).toEqual(['kind group', 'members urn:uuid:A [a]', 'members urn:uuid:B [b]', 'name/full Team']);
  });

  it('may repeat the name of a parameter within its list, or quote the list', () => {
    expect(fields('3.0', 'TEL;TYPE=HOME,TYPE=FAX:1', 'TEL;TYPE="work,cell":2', 'TEL;TYPE=x-evolution-callback:3')).toEqual(['phones/callback 3', 'phones/private-fax 1', 'phones/work-mobile 2']);
  });

  it('keep what is not known under its name, long values cut and compared whole', () => {
    const long = 'x'.repeat(5000);
    const record = read('3.0', 'FN:A', `X-LONG:${long}`, 'x-small:a\\, b', 'X-DATA;ENCODING=b:QUJD', 'MAILER:M', 'X-EMPTY:', 'CLASS:PUBLIC', 'CLASS:PRIVATE');
    expect(fieldsOf(record)).toEqual(['name/full A', 'x/CLASS PRIVATE', 'x/MAILER M', `x/X-DATA data, 3 bytes [${context.digest(utf8.encode('ABC'))}]`, `x/X-LONG ${'x'.repeat(1000)}… [${context.digest(utf8.encode(long))}]`, 'x/X-SMALL a, b']);
    expect(record.traces.find(({ name }) => name === 'X-LONG')?.value).toBe('x'.repeat(200));
  });

  it('keep a link into Outlook to its end, where the time of the export stands', () => {
    const link = `ms-outlook://people/${'A'.repeat(152)}?accountKey=${'0'.repeat(32)}&accountExportedAt=797337004.00`;
    expect(read('3.0', 'FN:A', `item1.URL:${link}`).traces.find(({ name }) => name === 'URL')?.value).toBe(link);
  });

  it('have categories as fields and as marks', () => {
    const record = read('3.0', 'CATEGORIES:Friends,A\\,B', 'CATEGORIES:Work');
    expect([fieldsOf(record), record.traces.map(({ name, value }) => `${name} ${value}`)]).toEqual([['keywords A,B', 'keywords Friends', 'keywords Work'], ['category A,B', 'category Friends', 'category Work']]);
  });
});

describe('pictures and keys', () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, ...Array.from({ length: 1500 }, (_, at) => at % 251)]);
  const data = encodeBase64(jpeg);
  const expected = [`media/photo JPEG picture, 1,503 bytes [${context.digest(jpeg)}]`];

  it.each([
    ['2.1', `PHOTO;BASE64;JPEG:${data}`],
    ['2.1', `PHOTO;ENCODING=BASE64:\r\n ${data.match(/.{1,70}/g)?.join('\r\n ') ?? ''}\r\n`],
    ['3.0', `PHOTO;ENCODING=b;TYPE=PNG:${data}`],
    ['3.0', `PHOTO:${data}`],
    ['4.0', `PHOTO:data:image/jpeg;base64,${data}`],
    ['3.0', `PHOTO:data:image/jpeg;base64\\,${data}`],
  ])('compare by their content in vCard %s', (version, line) => {
    expect(fields(version, line)).toEqual(expected);
  });

  it('that are linked compare by their link', () => {
    expect(fields('4.0', 'PHOTO:https://example.test/a,b.png', 'KEY;TYPE=x509;ENCODING=b:QUJD', 'SOUND;VALUE=uri:https://example.test/s', 'LOGO;VALUE=uri;TYPE=GIF:cid:1')).toEqual([
      `cryptoKeys X.509 key, 3 bytes [${context.digest(utf8.encode('ABC'))}]`, 'media/logo cid:1', 'media/photo https://example.test/a,b.png', 'media/sound https://example.test/s',
    ]);
  });

  it('of ten megabytes are read in one go, folded or not', () => {
    const photo = 'R0lG'.repeat(2_500_000);
    const folded = photo.match(/.{75}/g)?.join('\r\n ') ?? '';
    for (const value of [photo, folded]) {
      const record = read('3.0', 'FN:Big', `PHOTO;ENCODING=b;TYPE=GIF:${value}`, 'NOTE:behind it');
      expect(record.fields.map(({ field }) => field)).toEqual(['media/photo', 'name/full', 'notes']);
      expect(record.fields[0]?.text).toBe(value === photo ? 'GIF picture, 7,500,000 bytes' : 'GIF picture, 7,499,981 bytes');
    }
  }, 5000);
});

describe('comparing', () => {
  it('leaves out what moves without meaning', () => {
    const one = read('3.0', 'UID:1', 'REV:20200101T000000Z', 'FN:Zoë', 'TEL;TYPE=CELL,VOICE:+49 171 2345678', 'EMAIL;TYPE=INTERNET:Z@x.test', 'NOTE:a\\nb');
    const other = read('3.0', 'NOTE:a\r\n \\nb', 'email:z@X.test', 'TEL;type=voice;type=cell:+491712345678', 'FN:Zoe\u0308', 'REV:20240101T000000Z', 'UID:1', 'CLASS:PUBLIC');
    expect(meaningText(other)).toBe(meaningText(one));
    expect(canonicalText(other)).not.toBe(canonicalText(one));
  });

  it('does not depend on the order of the lines', () => {
    const lines = ['FN:A', 'TEL:1', 'TEL:2', 'CATEGORIES:b,a', 'X-B:1', 'X-A:2', 'item1.URL:u', 'item1.X-ABLABEL:l', 'ADR:;;x', 'LABEL:y', 'BDAY:2000-01-01', 'BIRTHPLACE:z'];
    const expected = canonicalText(read('3.0', ...lines));
    fc.assert(fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => { expect(canonicalText(read('3.0', ...shuffled))).toBe(expected); }));
  });
});

describe('titles', () => {
  it.each([
    [['FN: Ann\\nLee '], 'Ann Lee'],
    [['FN: ', 'N:Lee;Ann;B.;Dr.;Jr.'], 'Dr. Ann B. Lee Jr.'],
    [['NICKNAME:Annie'], 'Annie'],
    [['ORG:;Sales', 'ORG:Works'], ''],
    [['ORG:Works', 'EMAIL:a@x.test'], 'Works'],
    [['TEL:5', 'EMAIL:a@x.test'], 'a@x.test'],
    [['TEL:5'], '5'],
    [[], ''],
  ])('of %j is %j', (lines, title) => {
    expect(read('3.0', ...lines).title).toBe(title);
  });
});

describe('odd bodies', () => {
  const codeOf = (raw: Uint8Array): string => {
    try {
      readVCard(raw, context);
      return 'read';
    } catch (error) {
      return error instanceof AppError ? error.code : 'not an AppError';
    }
  };

  it('that are no card or end too early are refused by name', () => {
    expect(['', 'hello', 'BEGIN:VCALENDAR\nEND:VCALENDAR', 'FN:A\nEND:VCARD', 'BEGIN:VCARD\nFN:A', 'BEGIN:VCARD\nEND:VCARD'].map((text) => codeOf(utf8.encode(text)))).toEqual([
      'record-unreadable', 'record-unreadable', 'record-unreadable', 'record-unreadable', 'record-cut-off', 'read',
    ]);
  });

  it('are read with a warning where a line has no name, a set is guessed or a second card follows', () => {
    const raw = utf8.encode('BEGIN:VCARD\nFN:A?\nodd\nEND:VCARD\nBEGIN:VCARD\nFN:B\nTEL:1\nEND:VCARD\n');
    raw[raw.indexOf(63)] = 0xe9;
    const record = readVCard(raw, context);
    expect([record.warnings, fieldsOf(record)]).toEqual([['record-encoding', 'record-odd-lines', 'record-several'], ['name/full Aé', 'x/UNNAMED odd', 'x/VCARD FN: B; TEL: 1']]);
  });

  it('do not mistake names of JavaScript for anything', () => {
    expect(fields('3.0', '__proto__:1', 'constructor:2', 'CATEGORIES:__proto__,toString', 'item1.TEL;TYPE=__proto__:3', 'item1.X-ABLABEL:constructor', 'RELATED;TYPE=__proto__:hasOwnProperty')).toEqual([
      'keywords __proto__', 'keywords toString', 'phones/constructor-__proto__ 3', 'relatedTo/__proto__ hasOwnProperty', 'x/CONSTRUCTOR 2', 'x/__PROTO__ 1',
    ]);
  });

  it('throw nothing but an AppError, whatever the bytes', () => {
    const name = fc.constantFrom('N', 'FN', 'TEL', 'ADR', 'ORG', 'PHOTO', 'BDAY', 'IMPP', 'GEO', 'REV', 'CATEGORIES', 'X-ABDATE', 'X-ANDROID-CUSTOM', 'RELATED', 'LABEL', 'AGENT', 'BEGIN', 'END', 'X-ABLABEL', 'item1.URL', 'SOUND;X-IRMC-N', 'KEY;ENCODING=b', '');
    const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: fc.constantFrom(';', ',', '\\', ':', '-', 'T', '0', '1', '=', '%', ' ', '\t', '+', '/', '\u0000'), maxLength: 30 }));
    const body = fc.array(fc.tuple(name, value).map(([left, right]) => `${left}:${right}`), { maxLength: 12 }).map((lines) => card('3.0', ...lines));
    fc.assert(fc.property(fc.oneof(body, fc.uint8Array({ maxLength: 200 })), (raw) => { expect(codeOf(raw)).not.toBe('not an AppError'); }), { numRuns: 500 });
  });
});
