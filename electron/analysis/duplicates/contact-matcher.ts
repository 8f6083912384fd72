import { countWidespreadValues } from './widespread-values.ts';
import { phoneTail, type ContactProfile } from './contact-profile.ts';
import { contactsContradict, contactVetoSignature } from './contact-vetoes.ts';
import { scoreContacts, scoreEqualContacts } from './score-contacts.ts';
import { sharedUids } from './shared-uids.ts';
import type { Matcher } from './types.ts';

/** Compares the contacts of one book: they meet by UID, e-mail address, phone number and name. */
export function contactMatcher(profiles: readonly ContactProfile[]): Matcher<ContactProfile> {
  const common = countWidespreadValues(profiles);
  const isSharedUid = sharedUids(profiles);
  return {
    blocks: (profile) => [
      ...(profile.member.uid !== undefined && isSharedUid(profile.member.uid) ? [`u${profile.member.uid}`] : []),
      ...profile.emails.map((email) => `e${email}`),
      ...new Set(profile.phones.map((phone) => `p${phoneTail(phone)}`)),
      ...(profile.name.key === '' ? [] : [`n${profile.name.key}`]),
    ],
    contradict: contactsContradict,
    vetoSignature: (profile) => contactVetoSignature(profile, isSharedUid),
    score: (left, right) => scoreContacts(left, right, common),
    scoreEqual: scoreEqualContacts,
  };
}
