import { CONTACT } from '../mailbox/contact-properties.ts';
import type { Bag, Draft } from '../mailbox/item.ts';
import { textOf } from '../mailbox/item.ts';
import { PROP } from '../mailbox/known-properties.ts';

/** The file-as name by a rule of FileAsMappingType; null where the rule makes none. */
export function fileAsFor(rule: string, bag: Bag): string | null {
  const first = textOf(bag, PROP.givenName);
  const last = textOf(bag, PROP.surname);
  const company = textOf(bag, CONTACT.company);
  const join = (separator: string, ...parts: string[]) => parts.filter((part) => part !== '').join(separator);
  switch (rule) {
    case 'LastCommaFirst':
      return join(', ', last, first);
    case 'FirstSpaceLast':
      return join(' ', first, last);
    case 'Company':
      return company;
    case 'LastCommaFirstCompany':
      return join('\r\n', join(', ', last, first), company);
    case 'CompanyLastCommaFirst':
      return join('\r\n', company, join(', ', last, first));
    case 'LastFirst':
      return `${last}${first}`;
    case 'LastSpaceFirst':
      return join(' ', last, first);
    case 'DisplayName':
      return textOf(bag, PROP.displayName);
    case 'FirstName':
      return first;
    case 'LastName':
      return last;
    default:
      return null;
  }
}

/** Gives a new contact the names that follow from others, as Exchange does where a client left them out. */
export function completeNames(draft: Draft): void {
  const { bag } = draft;
  const full = [textOf(bag, PROP.givenName), textOf(bag, CONTACT.middleName), textOf(bag, PROP.surname)].filter((part) => part !== '').join(' ');
  if (!bag.has(PROP.displayName) && full !== '') bag.set(PROP.displayName, full);
  const shown = textOf(bag, PROP.displayName);
  if (!bag.has(PROP.subject) && shown !== '') bag.set(PROP.subject, shown);
}
