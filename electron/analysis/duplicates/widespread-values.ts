import { phoneTail, type ContactProfile } from './contact-profile.ts';

/** Values that many different people have, and names that many records have: they tell little. */
export interface WidespreadValues {
  readonly isCommonEmail: (email: string) => boolean;
  readonly isCommonPhone: (phone: string) => boolean;
  readonly isCommonName: (key: string) => boolean;
}

// A couple and a child may share an address or a line; more different names make it an office's.
const MOST_SHARERS = 3;
const MOST_NAMESAKES = 5;
const ROLES: ReadonlySet<string> = new Set(
  'admin billing buchhaltung contact empfang enquiries hello help hr info jobs kontakt mail marketing no-reply noreply office post postmaster praxis reception sales sekretariat service support team verwaltung webmaster'.split(' '),
);

/** Counts how many different names use each address and number, and how many records each name. */
export function countWidespreadValues(profiles: Iterable<ContactProfile>): WidespreadValues {
  const emailNames = new Map<string, Set<string>>();
  const phoneNames = new Map<string, Set<string>>();
  const nameRecords = new Map<string, number>();
  for (const profile of profiles) {
    const { key } = profile.name;
    if (key === '') continue;
    nameRecords.set(key, (nameRecords.get(key) ?? 0) + 1);
    for (const email of profile.emails) note(emailNames, email, key);
    for (const phone of profile.phones) note(phoneNames, phoneTail(phone), key);
  }
  return {
    isCommonEmail: (email) => ROLES.has(email.slice(0, Math.max(0, email.indexOf('@')))) || (emailNames.get(email)?.size ?? 0) > MOST_SHARERS,
    isCommonPhone: (phone) => (phoneNames.get(phoneTail(phone))?.size ?? 0) > MOST_SHARERS,
    isCommonName: (key) => (nameRecords.get(key) ?? 0) > MOST_NAMESAKES,
  };
}

function note(users: Map<string, Set<string>>, value: string, name: string): void {
  const names = users.get(value);
  if (names === undefined) users.set(value, new Set([name]));
  // One more than matters is counted, so that a switchboard of thousands costs no memory.
  else if (names.size <= MOST_SHARERS) names.add(name);
}
