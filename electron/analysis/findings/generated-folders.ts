import type { CaseSource } from './types.ts';

// Exchange and Outlook fill these folders by themselves with copies of people; container classes IPF.Contact.RecipientCache, GalContacts,
// MOC.QuickContacts, MOC.ImContactList, OrganizationalContacts, PeopleCentricConversationBuddies and IPF.Appointment.Birthday.
const GENERATED: ReadonlySet<string> = new Set([
  'recipient cache',
  'gal contacts',
  '{06967759-274d-40b2-a3eb-d7f9e73727d7}',
  '{a9e2bc46-b3a0-4243-b315-60d991004455}',
  'organizational contacts',
  'peoplecentricconversation buddies',
  'birthdays',
]);
const KINDS: ReadonlySet<string> = new Set(['graph', 'ews']);

/** Whether a folder of a mailbox is filled by the server itself, so that what comes and goes there is nobody's act. */
export function isGenerated(source: CaseSource, collection: string): boolean {
  return KINDS.has(source.kind) && GENERATED.has(collection.split(/[\\/]/).at(-1)?.trim().toLowerCase() ?? '');
}
