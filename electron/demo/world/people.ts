import { COMPANIES, NOTE_SENTENCES, TITLES } from '../sample-names.ts';
import { makePerson, mobileNumber, workNumber } from '../sample-person.ts';
import { hexDigits } from './sync-app.ts';
import { pad } from '../sample-person.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { ContactContent, EventContent, TaskContent } from './content.ts';

export interface BookHabits {
  /** Of one's contacts, how many have a company. */
  readonly company?: number;
  readonly birthday?: number;
  readonly note?: number;
  readonly photo?: number;
  readonly categories?: number;
}

const LABELS = ['Customers', 'Suppliers', 'Press', 'Family', 'Friends', 'Club', 'Partners'];
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

const SUBJECTS = ['Budget round', 'Site visit', 'Dentist', 'Choir practice', 'Review of plans', 'Lunch with the team', 'Hand-over', 'Parents’ evening', 'Supplier call', 'Stock-taking'];
const PLACES = ['Room 2', 'Canteen', 'Workshop', 'Main office', ''];
const JOBS = ['Send the offer', 'Order toner', 'Book the train', 'Check the invoice', 'Water the plants', 'Call back', 'Renew the pass', 'File the receipts'];

export interface CalendarHabits {
  readonly allDay?: number;
  readonly repeating?: number;
}

/** Appointments of an invented calendar around a day. */
export function inventEvents(random: SeededRandom, count: number, aroundMs: number, habits: CalendarHabits = {}): readonly EventContent[] {
  const { allDay = 0.15, repeating = 0.15 } = habits;
  return Array.from({ length: count }, (_, index): EventContent => {
    const isAllDay = random.chance(allDay);
    const day = new Date(aroundMs + random.integer(-40, 120) * 86_400_000).toISOString().slice(0, 10);
    return {
      kind: 'event',
      subject: `${random.pick(SUBJECTS)} ${index + 1}`,
      start: isAllDay ? `${day}T00:00:00Z` : `${day}T${pad(random.integer(6, 17), 2)}:${random.pick(['00', '15', '30'])}:00Z`,
      minutes: isAllDay ? 1440 : random.pick([30, 45, 60, 90]),
      isAllDay,
      location: random.pick(PLACES),
      note: random.chance(0.3) ? inventNote(random, 1) : '',
      categories: random.chance(0.2) ? [random.pick(LABELS)] : [],
      repeats: random.chance(repeating) ? random.pick(['weekly', 'daily', 'monthly'] as const) : 'never',
    };
  });
}

/** To-dos around a day. */
export function inventTasks(random: SeededRandom, count: number, aroundMs: number, repeating = 0.2): readonly TaskContent[] {
  return Array.from({ length: count }, (_, index): TaskContent => ({
    kind: 'task',
    subject: `${random.pick(JOBS)} ${index + 1}`,
    due: random.chance(0.7) ? new Date(aroundMs + random.integer(-10, 60) * 86_400_000).toISOString().slice(0, 10) : '',
    isDone: random.chance(0.2),
    note: random.chance(0.3) ? inventNote(random, 1) : '',
    categories: random.chance(0.2) ? [random.pick(LABELS)] : [],
    repeats: random.chance(repeating) ? random.pick(['weekly', 'monthly'] as const) : 'never',
  }));
}
