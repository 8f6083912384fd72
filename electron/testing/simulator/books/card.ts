import type { Person } from './person.ts';

/** The properties of a card that is written as a vCard: a person's, under the name that the card gives them. */
export interface CardContent extends Omit<Person, 'id' | 'name'> {
  readonly uid: string;
  readonly full: string;
  readonly given: string;
  readonly surname: string;
}

/** Writes a vCard 3.0; what is empty is left out. */
export function writeCard(card: CardContent): string {
  const { address } = card;
  const hasName = card.given !== '' || card.surname !== '';
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:${card.uid}`,
    `FN:${escape(card.full)}`,
    ...(hasName ? [`N:${escape(card.surname)};${escape(card.given)};;;${escape(card.generation)}`] : []),
    ...card.emails.map((email) => `EMAIL:${email}`),
    ...card.mobiles.map((phone) => `TEL;TYPE=CELL:${phone}`),
    ...card.landlines.map((phone) => `TEL;TYPE=HOME:${phone}`),
    ...(card.birthday === '' ? [] : [`BDAY:${card.birthday}`]),
    ...(card.organization === '' ? [] : [`ORG:${escape(card.organization)}`]),
    ...(card.title === '' ? [] : [`TITLE:${escape(card.title)}`]),
    ...(address === undefined ? [] : [`ADR;TYPE=HOME:;;${escape(address.street)};${escape(address.locality)};;${address.postcode};`]),
    ...(card.note === '' ? [] : [`NOTE:${escape(card.note)}`]),
    'END:VCARD',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function escape(text: string): string {
  return text.replace(/[\\,;]/g, (letter) => `\\${letter}`).replace(/\n/g, '\\n');
}
