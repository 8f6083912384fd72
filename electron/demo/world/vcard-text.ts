import { escapeText, writeComponent } from '../content-text.ts';
import type { ContactContent, Phone } from './content.ts';
import type { StoredItem } from './store.ts';
import type { Spelling } from './sync-app.ts';

/** The card of a contact as the server holds it: its content in the spelling and with the marks of whoever wrote it last. */
export function vcardText(item: StoredItem): string {
  if (item.content.kind !== 'contact') throw new Error('no contact');
  return writeComponent('VCARD', item.content.members === null ? cardLines(item, item.content) : groupLines(item, item.content.members));
}

function groupLines({ uid, content, marks, spelling }: StoredItem, members: readonly string[]): readonly string[] {
  const name = content.kind === 'contact' ? escapeText(content.shown) : '';
  const prodid = marks.prodid === undefined ? [] : [`PRODID:${marks.prodid}`];
  return spelling === 'nextcloud'
    ? ['VERSION:4.0', ...prodid, `UID:${uid}`, 'KIND:group', `FN:${name}`, ...members.map((member) => `MEMBER:urn:uuid:${member}`)]
    : ['VERSION:3.0', ...prodid, `UID:${uid}`, 'X-ADDRESSBOOKSERVER-KIND:group', `N:${name};;;;`, `FN:${name}`, ...members.map((member) => `X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:${member}`)];
}

function cardLines({ uid, marks, spelling, modifiedMs }: StoredItem, contact: ContactContent): readonly string[] {
  const version = spelling === 'nextcloud' ? '4.0' : '3.0';
  const isApple = spelling === 'apple';
  const { address } = contact;
  const revision = new Date(modifiedMs).toISOString();
  return [
    `VERSION:${version}`,
    ...(marks.prodid === undefined ? [] : [`PRODID:${marks.prodid}`]),
    `UID:${uid}`,
    `FN:${escapeText(contact.shown)}`,
    `N:${[contact.family, contact.given, contact.middle, '', ''].map(escapeText).join(';')}`,
    ...(contact.nickname === '' ? [] : [`NICKNAME:${escapeText(contact.nickname)}`]),
    ...(contact.company === '' ? [] : [`ORG:${[contact.company, contact.department].filter((part) => part !== '').map(escapeText).join(';')}${isApple && contact.department === '' ? ';' : ''}`]),
    ...(contact.title === '' ? [] : [`${spelling === 'z-push' ? 'ROLE' : 'TITLE'}:${escapeText(contact.title)}`]),
    ...contact.emails.map((email, index) => `EMAIL${emailType(spelling, index)}:${email}`),
    ...contact.phones.map((phone, index) => `TEL${phoneType(spelling, phone, index)}:${phone.number}`),
    ...(address === null ? [] : [`ADR${parameter(spelling, 'home')}:;;${[address.street, address.city, '', address.postcode, address.country].map(escapeText).join(';')}`]),
    ...(contact.birthday === '' ? [] : [birthdayLine(spelling, contact.birthday)]),
    ...(contact.url === '' ? [] : [`URL:${contact.url}`]),
    ...(contact.categories.length === 0 ? [] : [`CATEGORIES:${contact.categories.map(escapeText).join(',')}`]),
    ...(contact.note === '' ? [] : [`NOTE:${escapeText(contact.note)}`]),
    ...(contact.photo === '' ? [] : [spelling === 'nextcloud' ? `PHOTO:data:image/jpeg;base64,${contact.photo}` : `PHOTO;ENCODING=b;TYPE=JPEG:${contact.photo}`]),
    ...(marks.lines ?? []),
    `REV:${version === '4.0' ? revision.replaceAll(/[-:]|\.\d+/g, '') : revision.replace(/\.\d+/, '')}`,
  ];
}

function birthdayLine(spelling: Spelling, birthday: string): string {
  if (spelling === 'apple') return `BDAY;value=date:${birthday}`;
  return `BDAY:${spelling === 'nextcloud' ? birthday.replaceAll('-', '') : birthday}`;
}

function emailType(spelling: Spelling, index: number): string {
  if (spelling === 'apple') return `;type=INTERNET;type=${index === 0 ? 'HOME' : 'WORK'}${index === 0 ? ';type=pref' : ''}`;
  return spelling === 'davx5' || spelling === 'nextcloud' ? parameter(spelling, index === 0 ? 'home' : 'work') : `;TYPE=INTERNET,${index === 0 ? 'HOME' : 'WORK'}`;
}

function phoneType(spelling: Spelling, { type }: Phone, index: number): string {
  const word = { mobile: 'cell', work: 'work', home: 'home' }[type];
  if (spelling === 'apple') return `;type=${word.toUpperCase()};type=VOICE${index === 0 ? ';type=pref' : ''}`;
  return parameter(spelling, word);
}

function parameter(spelling: Spelling, word: string): string {
  const isLower = spelling === 'davx5' || spelling === 'nextcloud';
  return spelling === 'apple' ? `;type=${word.toUpperCase()}` : `;TYPE=${isLower ? word : word.toUpperCase()}`;
}
