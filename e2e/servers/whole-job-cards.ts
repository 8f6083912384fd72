import { escapeText, writeComponent } from '../../electron/demo/content-text.ts';

/** An item as another client puts it on a server. */
export interface Item {
  /** Last segment of its href, not encoded. */
  readonly name: string;
  readonly text: string;
}

const PICTURE = Buffer.from(Array.from({ length: 1800 }, (_, index) => (index * 37 + (index >> 3)) % 256)).toString('base64');

function three(uid: string, name: string, family: string, given: string, ...lines: readonly string[]): string {
  return writeComponent('VCARD', ['VERSION:3.0', `UID:${uid}`, `FN:${escapeText(name)}`, `N:${escapeText(family)};${escapeText(given)};;;`, ...lines]);
}

function four(uid: string, name: string, ...lines: readonly string[]): string {
  return writeComponent('VCARD', ['VERSION:4.0', `UID:${uid}`, `FN:${escapeText(name)}`, `N:${escapeText(name)};;;;`, ...lines]);
}

/** Cards of every shape that address books hold; each one is a different person. */
export const CARDS: Readonly<Record<string, Item>> = {
  plain: { name: 'plain.vcf', text: three('uid-plain', 'Ines Quarry', 'Quarry', 'Ines', 'EMAIL;TYPE=INTERNET,HOME:ines.quarry@example.test', 'TEL;TYPE=CELL:+44 20 7946 0101') },
  photo: { name: 'photo.vcf', text: three('uid-photo', 'Bela Tornquist', 'Tornquist', 'Bela', 'TEL;TYPE=WORK,VOICE:+44 20 7946 0102', `PHOTO;ENCODING=b;TYPE=JPEG:${PICTURE}`) },
  four: { name: 'four.vcf', text: four('urn:uuid:6f0c1c7e-63a4-4f52-8f2e-21f0f3a51a01', 'Mirela Oduya', 'EMAIL;PREF=1;TYPE=work:mirela@example.test', 'TEL;VALUE=uri;TYPE="cell,voice":tel:+44-20-7946-0103', 'BDAY:--0412', 'LANG:ro', 'NOTE:Met at the fair\\; calls back on Fridays', 'KIND:individual') },
  picture4: { name: 'picture4.vcf', text: four('urn:uuid:6f0c1c7e-63a4-4f52-8f2e-21f0f3a51a02', 'Tancred Wools', `PHOTO:data:image/png;base64,${PICTURE.slice(0, 400)}`, 'RELATED;TYPE=spouse;VALUE=text:Ada Wools', 'ANNIVERSARY:20110618', 'EMAIL:tancred@example.test') },
  ios: {
    name: 'ios.vcf',
    text: three('uid-ios', 'Greta Halvorsen', 'Halvorsen', 'Greta', 'item1.EMAIL;TYPE=INTERNET:greta@example.test', 'item1.X-ABLabel:_$!<Other>!$_', 'item2.URL:https://www.example.test/greta', 'item2.X-ABLabel:Blog', 'item3.X-ABDATE;TYPE=pref:2015-09-12', 'item3.X-ABLabel:_$!<Anniversary>!$_', 'item4.ADR;TYPE=HOME:;;12 Quay Lane;Seaport;;SP1 2AB;Norway', 'item4.X-ABADR:no'),
  },
  foreign: { name: 'foreign.vcf', text: three('uid-foreign', 'Corin Adeyemi', 'Adeyemi', 'Corin', 'X-EXAMPLE-COLOUR;X-SHADE=dark:teal', 'X-CUSTOM1:kept as it is', 'X-MS-IMADDRESS:corin@chat.example.test', 'X-PHONETIC-FIRST-NAME:Korin', 'EMAIL;TYPE=INTERNET,WORK:corin@example.test') },
  long: { name: 'long.vcf', text: three('uid-long', 'Odile Fenwright', 'Fenwright', 'Odile', `NOTE:${escapeText(`First line, with a comma; and a semicolon\nSecond line \\ with a backslash\n${'and so on and on, '.repeat(60)}end`)}`, 'CATEGORIES:Friends,Sailing club', 'NICKNAME:Oddie', 'EMAIL;TYPE=INTERNET,HOME:odile@example.test') },
  noending: { name: 'noending', text: three('uid-noending', 'Pavel Strand', 'Strand', 'Pavel', 'TEL;TYPE=CELL:+44 20 7946 0108', 'ORG:Strand Works;Hull yard') },
  colon: { name: 'a:b@c d.vcf', text: three('uid-colon', 'Yusra Benning', 'Benning', 'Yusra', 'EMAIL;TYPE=INTERNET:yusra@example.test', 'TITLE:Harbour pilot') },
  umlaut: { name: 'Jürgen Straße.vcf', text: three('uid-umlaut', 'Jürgen Groß-Weiß', 'Groß-Weiß', 'Jürgen', 'EMAIL;TYPE=INTERNET:juergen@example.test', 'ADR;TYPE=WORK:;;Königsallee 3;Düren;;52349;Österreich') },
  percent: { name: '100%25&plus+semi;comma,.vcf', text: three('uid-percent', 'Wren Macallister', 'Macallister', 'Wren', 'TEL;TYPE=HOME:+44 20 7946 0111') },
  japanese: { name: '山田.vcf', text: three('uid-japanese', '山田 花子', '山田', '花子', 'X-PHONETIC-LAST-NAME:ヤマダ', 'TEL;TYPE=CELL:+81 3 5550 0112', 'EMAIL;TYPE=INTERNET:hanako@example.test') },
  arabic: { name: 'arabic.vcf', text: three('uid-arabic', 'ليلى الحداد', 'الحداد', 'ليلى', 'EMAIL;TYPE=INTERNET:layla@example.test', 'NOTE:مرحبا‏ 123') },
  cyrillic: { name: 'cyrillic.vcf', text: four('uid-cyrillic', 'Зоя Лебедева', 'EMAIL:zoya@example.test', 'ORG:Пример;Склад') },
  emoji: { name: 'emoji.vcf', text: three('uid-emoji', 'Zoé 🦊 Ångström', 'Ångström', 'Zoé 🦊', 'NOTE:e\u0301 is not é\\, and 👩‍👩‍👧 is one', 'TEL;TYPE=CELL:+46 8 5550 0115') },
  group3: { name: 'group3.vcf', text: three('uid-group3', 'Rowing crew', 'Rowing crew', '', 'X-ADDRESSBOOKSERVER-KIND:group', 'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:uid-plain', 'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:uid-ios') },
  group4: { name: 'group4.vcf', text: writeComponent('VCARD', ['VERSION:4.0', 'UID:uid-group4', 'FN:Book circle', 'N:;;;;', 'KIND:group', 'MEMBER:urn:uuid:6f0c1c7e-63a4-4f52-8f2e-21f0f3a51a01', 'MEMBER:mailto:corin@example.test']) },
  reached: { name: 'reached.vcf', text: three('uid-reached', 'Hester Vandermeer', 'Vandermeer', 'Hester', 'TEL;TYPE=CELL:+44 20 7946 0118', 'EMAIL;TYPE=INTERNET,WORK:hester@example.test', 'BDAY:1979-02-28') },
  married: { name: 'married.vcf', text: three('uid-married', 'Sunniva Kettleby', 'Kettleby', 'Sunniva', 'TEL;TYPE=CELL:+44 20 7946 0119', 'ORG:Kettleby & Daughters') },
  respelt: { name: 'respelt.vcf', text: three('uid-respelt', 'Anselm Dray', 'Dray', 'Anselm', 'TEL;TYPE=CELL:+44 20 7946 0120') },
  wandering: { name: 'wandering.vcf', text: three('uid-wandering', 'Ludmila Prosser', 'Prosser', 'Ludmila', 'EMAIL;TYPE=INTERNET:ludmila@example.test', 'ROLE:Archivist') },
  renamed: { name: 'renamed.vcf', text: three('uid-renamed', 'Ferran Blight', 'Blight', 'Ferran', 'TEL;TYPE=CELL:+34 93 555 0122', 'TITLE:Glazier') },
  reborn: { name: 'reborn.vcf', text: three('uid-reborn', 'Nkechi Rowntree', 'Rowntree', 'Nkechi', 'TEL;TYPE=CELL:+44 20 7946 0123', 'NOTE:Allergic to nuts') },
};

/** Cards that nothing happens to. */
export const BYSTANDERS: readonly Item[] = ['Abel Northgate', 'Brona Eastcott', 'Cyril Southam', 'Dagny Westlake', 'Eamon Midford', 'Fenella Upshaw'].map((name, index) => {
  const [given = '', family = ''] = name.split(' ');
  return { name: `bystander-${index}.vcf`, text: three(`uid-bystander-${index}`, name, family, given, `EMAIL;TYPE=INTERNET:${given.toLowerCase()}@example.test`, `TEL;TYPE=WORK:+44 20 7946 09${index}7`) };
});
