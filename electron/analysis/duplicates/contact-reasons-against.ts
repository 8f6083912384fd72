import type { DuplicateReason } from '../../../shared/messages/duplicates.ts';
import { BIRTHDAY, EMAIL, PHONE, WORKPLACE, type Comparison } from './compare-contacts.ts';
import type { ContactProfile } from './contact-profile.ts';

/** What speaks against two contacts of one name being one person; empty where nothing does. */
export function reasonsAgainst(left: ContactProfile, right: ContactProfile, { birthday, email, phone, workplace }: Comparison): readonly DuplicateReason[] {
  const reasons: DuplicateReason[] = [];
  if (left.name.generation !== right.name.generation) reasons.push('other-generation');
  if (birthday >= BIRTHDAY.near) reasons.push('other-birthday');
  if (email === EMAIL.differs || email === EMAIL.alike) reasons.push('other-email');
  if (phone === PHONE.differs) reasons.push('other-phone');
  if (workplace === WORKPLACE.differs) reasons.push('other-organization');
  return reasons;
}
