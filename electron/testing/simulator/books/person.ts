import { inventName, inventSibling, type InventedName } from './names.ts';
import type { Random } from './random.ts';

/** A person of an invented book, as a full card would tell of them. */
export interface Person {
  /** Cards of one person have one id. */
  readonly id: number;
  readonly name: InventedName;
  readonly generation: string;
  readonly emails: readonly string[];
  /** With country code. */
  readonly mobiles: readonly string[];
  readonly landlines: readonly string[];
  /** ISO 8601; empty where it is not known. */
  readonly birthday: string;
  readonly organization: string;
  readonly title: string;
  readonly address: Address | undefined;
  readonly note: string;
}

export interface Address {
  readonly street: string;
  readonly locality: string;
  readonly postcode: string;
}

const STREETS = 'Linden Mill Church Garden Station Park School Meadow River Castle Bridge Forest Market Rose Maple Cedar Chestnut Sunset Harbour Orchard Quarry Abbey Spring Willow'.split(' ');
const STREET_KINDS = ['Street', 'Road', 'Lane', 'Avenue'];
const TOWNS = 'Altdorf Brookfield Castleton Dornbach Eastham Fairview Greenhill Hartberg Ilmenau Kirkwood Lakeside Milltown Neustadt Oakham Pinewood Riverton Seefeld Thornbury Upton Waldau'.split(' ');
const TITLES = ['Director', 'Engineer', 'Accountant', 'Teacher', 'Nurse', 'Sales manager', 'Architect', 'Clerk', 'Designer', 'Lawyer'];
const FIRMS = 'Acorn Beacon Cobalt Delta Ember Falcon Granite Harbor Indigo Juniper Keystone Lumen Meridian Nimbus Onyx Pioneer Quartz Ridge Summit Trident Umbra Vertex Willow Zenith'.split(' ');
const FIRM_KINDS = ['GmbH', 'Ltd', 'Inc.', 'Partners', 'Systems', 'Foods', 'Consulting', 'Logistics'];
const NOTES = ['met at the fair', 'prefers to be called', 'friend of the family', 'from the choir', 'our plumber', 'old colleague'];

/** Invents someone with an own address, number and birthday; each where people mostly have it. */
export function inventPerson(random: Random, id: number, name: InventedName = inventName(random)): Person {
  return {
    id,
    name,
    generation: '',
    emails: random.chance(0.85) ? [inventEmail(random, name), ...(random.chance(0.25) ? [inventEmail(random, name)] : [])] : [],
    mobiles: random.chance(0.85) ? [inventMobile(random)] : [],
    landlines: random.chance(0.2) ? [inventLandline(random)] : [],
    birthday: random.chance(0.35) ? inventBirthday(random) : '',
    organization: random.chance(0.5) ? inventFirm(random) : '',
    title: random.chance(0.3) ? random.pick(TITLES) : '',
    address: random.chance(0.45) ? inventAddress(random) : undefined,
    note: random.chance(0.15) ? random.pick(NOTES) : '',
  };
}

/** People under one roof: one family name, one landline, one address, sometimes one mailbox. */
export function inventHousehold(random: Random, firstId: number): Person[] {
  const family = inventName(random);
  const [address, landline] = [inventAddress(random), inventLandline(random)];
  const mailbox = random.chance(0.3) ? `family.${latin(family).surname}${random.below(999)}@example.test` : undefined;
  const taken: string[] = [];
  return Array.from({ length: 2 + random.below(3) }, (_, index) => {
    const name = index === 0 ? family : inventSibling(random, family, taken);
    taken.push(name.given);
    const person = inventPerson(random, firstId + index, name);
    return { ...person, address, landlines: [landline], emails: mailbox === undefined ? person.emails : [...person.emails, mailbox] };
  });
}

/** Twins: one birthday, and all that a household shares. */
export function inventTwins(random: Random, firstId: number): Person[] {
  const [first, second] = inventHousehold(random, firstId);
  if (first === undefined || second === undefined) throw new Error('a household has at least two');
  const birthday = inventBirthday(random);
  return [{ ...first, birthday }, { ...second, birthday }];
}

// Sisters and brothers called alike, and one by a part of the other's name.
const ALIKE = [['Alexa', 'Alexandra'], ['Antoni', 'Antonina'], ['Lion', 'Leon'], ['José', 'José Luis'], ['Adriana Ann', 'Ann'], ['Marie', 'Maria']] as const;

/** Brothers and sisters of alike names: one house, one landline, one mailbox, and each a company. */
export function inventAlikeSiblings(random: Random, firstId: number): Person[] {
  const [first, second] = inventHousehold(random, firstId);
  if (first === undefined || second === undefined) throw new Error('a household has at least two');
  const [one, other] = random.pick(ALIKE);
  const emails = [inventEmail(random, first.name)];
  const named = (person: Person, given: string): Person => ({ ...person, name: { given, surname: first.name.surname, culture: 'western' }, mobiles: [], emails, organization: inventFirm(random) });
  return [named(first, one), named(second, other)];
}

/** Father and son of one name, and no suffix: a birthday each tells them apart. */
export function inventFatherAndSon(random: Random, firstId: number): Person[] {
  const [first] = inventHousehold(random, firstId);
  if (first === undefined) throw new Error('a household has at least two');
  const son = { ...inventPerson(random, firstId + 1, first.name), address: first.address, landlines: first.landlines, birthday: `1985-0${1 + random.below(9)}-17` };
  return [{ ...first, birthday: `1950-1${random.below(3)}-2${random.below(9)}` }, son];
}

/** Father and son of one name in one house; one or both bear the suffix. */
export function inventGenerations(random: Random, firstId: number): Person[] {
  const [first] = inventHousehold(random, firstId);
  if (first === undefined) throw new Error('a household has at least two');
  const sharesMail = random.chance(0.3);
  const son = { ...inventPerson(random, firstId + 1, first.name), address: first.address, landlines: first.landlines, generation: 'Jr.', ...(sharesMail ? { emails: first.emails } : {}) };
  return [{ ...first, generation: random.chance(0.5) ? 'Sr.' : '' }, son];
}

/** An office: one switchboard, one info address, one organisation and address. */
export function inventOffice(random: Random, firstId: number): Person[] {
  const organization = inventFirm(random);
  const [address, switchboard] = [inventAddress(random), inventLandline(random)];
  const domain = `${organization.split(' ')[0]?.toLowerCase() ?? 'firm'}${random.below(9999)}.example.test`;
  return Array.from({ length: 3 + random.below(10) }, (_, index) => {
    const name = inventName(random);
    const { given, surname } = latin(name);
    const own = `${given}.${surname}${index === 0 ? '' : index}@${domain}`;
    return {
      ...inventPerson(random, firstId + index, name),
      organization,
      address,
      landlines: [switchboard],
      emails: random.chance(0.7) ? [own] : [`info@${domain}`],
      title: random.pick(TITLES),
    };
  });
}

/** Two people of one name who have nothing else in common. */
export function inventNamesakes(random: Random, firstId: number): Person[] {
  const name = inventName(random);
  return [0, 1].map((index) => ({ ...inventPerson(random, firstId + index, name), emails: [inventEmail(random, name)], mobiles: [inventMobile(random)] }));
}

/** A name in Latin letters without marks, for addresses. */
export function latin(name: InventedName): { readonly given: string; readonly surname: string } {
  const plain = (text: string): string => text.normalize('NFKD').replace(/[^A-Za-z]/g, '').toLowerCase();
  const { given, surname } = name.latin ?? name;
  return { given: plain(given), surname: plain(surname) };
}

function inventEmail(random: Random, name: InventedName): string {
  const { given, surname } = latin(name);
  const number = random.below(100_000);
  const forms = [`${given}.${surname}${number}`, `${given}${number}`, `${given.slice(0, 1)}${surname}${number}`, `${surname}_${given}${number}`];
  return `${random.pick(forms)}@${random.pick(['mail', 'post', 'home', 'web'])}.example.test`;
}

function inventMobile(random: Random): string {
  return `${random.pick(['+43660', '+49170', '+447700', '+33612', '+1415555'])}${String(random.below(10_000_000)).padStart(7, '0')}`;
}

function inventLandline(random: Random): string {
  return `${random.pick(['+431', '+4930', '+4420', '+3314'])}${String(random.below(10_000_000)).padStart(7, '0')}`;
}

/** A day between 1935 and 2010. */
export function inventBirthday(random: Random): string {
  return new Date(Date.UTC(1935, 0, 1) + random.below(27_000) * 86_400_000).toISOString().slice(0, 10);
}

/** A street with a number, in one of a few towns. */
export function inventAddress(random: Random): Address {
  const town = random.below(TOWNS.length);
  return { street: `${random.pick(STREETS)} ${random.pick(STREET_KINDS)} ${1 + random.below(140)}`, locality: TOWNS[town] ?? '', postcode: String(1000 + town * 97 + random.below(40)) };
}

function inventFirm(random: Random): string {
  return `${random.pick(FIRMS)} ${random.pick(FIRMS)} ${random.pick(FIRM_KINDS)}`;
}
