import { COMPANIES, NOTE_SENTENCES, TITLES } from '../sample-names.ts';
import { makePerson, mobileNumber, pad, workNumber } from '../sample-person.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { ContactContent } from './content.ts';
import { hexDigits } from './sync-app.ts';

export interface BookHabits {
  /** Of one's contacts, how many have a company. */
  readonly company?: number;
  readonly birthday?: number;
  readonly note?: number;
  readonly photo?: number;
  readonly categories?: number;
}

/** What people label things with. */
export const LABELS = ['Customers', 'Suppliers', 'Press', 'Family', 'Friends', 'Club', 'Partners'];
const DEPARTMENTS = ['Sales', 'Purchasing', 'Service', 'Finance', 'Logistics'];
const FIRST_WORDS = ['Amber', 'Basalt', 'Cobalt', 'Dune', 'Ember', 'Fjord', 'Garnet', 'Heath', 'Isar', 'Juniper', 'Kiln', 'Lagoon', 'Moor', 'Nave'];
const SECOND_WORDS = ['Analytics', 'Bakeries', 'Carriers', 'Dental', 'Energy', 'Foods', 'Glass', 'Housing'];

/** Companies of an invented market. */
export function inventCompanies(random: SeededRandom): readonly string[] {
  const pairs = FIRST_WORDS.flatMap((first) => SECOND_WORDS.map((second) => `${first} ${second}`));
  return [...COMPANIES, ...random.shuffle(pairs).slice(0, 30)];
}

/** Invented contacts, each another person; `first` keeps two books of one world apart. */
export function inventContacts(random: SeededRandom, count: number, habits: BookHabits = {}, first = 0): readonly ContactContent[] {
  const companies = inventCompanies(random);
  const { company = 0.65, birthday = 0.4, note = 0.45, photo = 0.08, categories = 0.35 } = habits;
  return random.shuffle(Array.from({ length: count }, (_, index) => first + index)).map((number): ContactContent => {
    const person = makePerson(number);
    const works = random.chance(company);
    return {
      kind: 'contact',
      given: person.given,
      middle: person.middle,
      family: person.family,
      shown: person.fullName,
      nickname: random.chance(0.06) ? person.given.slice(0, 3) : '',
      company: works ? random.pick(companies) : '',
      department: works && random.chance(0.3) ? random.pick(DEPARTMENTS) : '',
      title: works && random.chance(0.5) ? random.pick(TITLES) : '',
      emails: random.chance(0.9) ? [`${person.handle}@example.test`, ...(works && random.chance(0.4) ? [`${person.handle}@work.example.test`] : [])] : [],
      phones: [
        ...(random.chance(0.85) ? [{ type: 'mobile' as const, number: mobileNumber(number) }] : []),
        ...(works && random.chance(0.5) ? [{ type: 'work' as const, number: workNumber(number) }] : []),
      ],
      address: random.chance(0.4) ? { street: `${person.culture.street} ${random.integer(1, 180)}`, city: person.culture.city, postcode: String(random.integer(10_000, 99_999)), country: person.culture.country } : null,
      birthday: random.chance(birthday) ? `${random.integer(1940, 2005)}-${pad(random.integer(1, 12), 2)}-${pad(random.integer(1, 28), 2)}` : '',
      note: random.chance(note) ? inventNote(random, random.integer(1, 3)) : '',
      categories: random.chance(categories) ? random.shuffle(LABELS).slice(0, random.integer(1, 2)) : [],
      photo: random.chance(photo) ? inventPhoto(random, random.integer(150, 400)) : '',
      url: random.chance(0.1) ? `https://www.example.test/${person.handle}` : '',
      members: null,
    };
  });
}

/** A note of some sentences. */
export function inventNote(random: SeededRandom, sentences: number): string {
  return Array.from({ length: sentences }, () => random.pick(NOTE_SENTENCES)).join('\n');
}

/** Bytes that begin and end as a JPEG does. */
export function inventPhoto(random: SeededRandom, bytes: number): string {
  return Buffer.from(`ffd8ffe000104a464946${hexDigits(random, bytes * 2)}ffd9`, 'hex').toString('base64');
}
