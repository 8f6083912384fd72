import { escapeText, writeComponent } from './content-text.ts';
import { CATEGORIES, COMPANIES, NOTE_SENTENCES, TITLES, type NameCulture } from './sample-names.ts';
import { makePerson, mobileNumber, pad, workNumber, type Person } from './sample-person.ts';
import { createRandom, type SeededRandom } from './seeded-random.ts';

/** A person of the sample address book as a card. */
export interface SampleCard {
  /** The last segment of its href, not encoded. */
  readonly name: string;
  readonly uid: string;
  /** What a list shows. */
  readonly fullName: string;
  /** The vCard, of about 1 kB. */
  readonly text: string;
}

export interface SampleBookOptions {
  readonly count: number;
  readonly seed: number;
  readonly version?: '3.0' | '4.0';
}

/** The same seed gives the same people; no two share a name, e-mail address or phone number. */
export function makeSampleBook(options: SampleBookOptions): readonly SampleCard[] {
  const random = createRandom(options.seed);
  const numbers = random.shuffle(Array.from({ length: options.count }, (_, number) => number));
  return numbers.map((number) => {
    const person = makePerson(number);
    const uid = random.uuid();
    return { name: `${uid}.vcf`, uid, fullName: person.fullName, text: writeComponent('VCARD', cardLines(person, uid, options.version ?? '3.0', random)) };
  });
}

function cardLines(person: Person, uid: string, version: '3.0' | '4.0', random: SeededRandom): readonly string[] {
  const { culture, number } = person;
  const isFour = version === '4.0';
  const company = random.chance(0.6) ? random.pick(COMPANIES) : null;
  const type = (...types: readonly string[]) => `;TYPE=${types.map((one) => (isFour ? one.toLowerCase() : one)).join(',')}`;
  const lines = [
    `VERSION:${version}`,
    'PRODID:-//Example Books//Address Book 2.0//EN',
    `UID:${uid}`,
    `FN:${escapeText(person.fullName)}`,
    `N:${[person.family, person.given, person.middle, random.chance(0.1) ? 'Dr.' : '', ''].map(escapeText).join(';')}`,
    `EMAIL${type('HOME')}:${person.handle}@example.test`,
    `TEL${type('CELL', 'VOICE')}:${mobileNumber(number)}`,
  ];
  if (company !== null) {
    lines.push(`ORG:${escapeText(company)};${escapeText(random.pick(['Sales', 'Service', 'Office']))}`, `TITLE:${random.pick(TITLES)}`);
    lines.push(`EMAIL${type('WORK')}:${person.handle}@work.example.test`, `TEL${type('WORK', 'VOICE')}:${workNumber(number)}`);
    lines.push(`ADR${type('WORK')}:;;${address(culture, random)}`);
  }
  if (random.chance(0.75)) lines.push(`ADR${type('HOME')}:;;${address(culture, random)}`);
  if (random.chance(0.5)) lines.push(`BDAY:${birthday(isFour, random)}`);
  if (random.chance(0.15)) lines.push(`NICKNAME:${escapeText(person.given.slice(0, 3))}`);
  if (random.chance(0.3)) lines.push(`URL:https://www.example.test/${person.handle}`);
  const labels = random.shuffle(CATEGORIES).slice(0, random.integer(0, 3));
  if (labels.length > 0) lines.push(`CATEGORIES:${labels.map(escapeText).join(',')}`);
  const sentences = random.shuffle(NOTE_SENTENCES).slice(0, random.integer(4, 8));
  lines.push(`NOTE:${escapeText(sentences.join('\n'))}`, `X-EXAMPLE-CUSTOMER-NUMBER:${100_000 + number}`, 'REV:20260115T083000Z');
  return lines;
}

function address(culture: NameCulture, random: SeededRandom): string {
  const street = `${culture.street} ${random.integer(1, 180)}`;
  return [street, culture.city, '', String(random.integer(10_000, 99_999)), culture.country].map(escapeText).join(';');
}

function birthday(isFour: boolean, random: SeededRandom): string {
  const parts = [String(random.integer(1940, 2015)), pad(random.integer(1, 12), 2), pad(random.integer(1, 28), 2)];
  return parts.join(isFour ? '' : '-');
}
