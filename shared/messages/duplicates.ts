/** Why records are taken for the same thing, in the order in which the reasons are told. */
export const duplicateReasonWords = {
  'same-content': 'same content in every field',
  'same-content-only-name': 'same content, but nothing besides a name',
  'same-uid': 'same UID',
  'same-email': 'same e-mail address',
  'same-phone': 'same phone number',
  'alike-email': 'e-mail addresses that differ by a letter or only by their provider',
  'alike-phone': 'phone numbers that differ by a digit left out, added or swapped',
  'same-name': 'same name',
  'alike-name': 'names that fit each other (an initial, a short form, a missing part)',
  'same-birthday': 'same birthday',
  'birthday-day-apart': 'birthdays a day apart, as a time zone mistake makes them',
  'alike-birthday': 'birthdays that differ by a typing error',
  'same-organization': 'same organisation',
  'same-address': 'same postal address',
  'same-online-service': 'same online account or website',
  'same-title-and-start': 'same title and same start',
  'same-title-and-due': 'same title and same due date',
  'same-title-undated': 'same title, and neither has a date',
  'alike-title': 'same start, and a title that is the beginning of the other',
  'same-organizer': 'same organiser',
  'same-recurrence': 'same recurrence',
  'contained': 'one holds nothing that the other does not hold',
  'other-generation': 'but only one is called Jr., Sr. or the like, or each another way',
  'other-birthday': 'but other birthdays',
  'other-email': 'but other e-mail addresses',
  'other-phone': 'but other phone numbers',
  'other-organization': 'but other organisations',
} as const;
export type DuplicateReason = keyof typeof duplicateReasonWords;

/** The reasons as a list for a person, the strongest first, each once. */
export function duplicateReasonTexts(reasons: Iterable<DuplicateReason>): readonly string[] {
  const given = new Set(reasons);
  return (Object.keys(duplicateReasonWords) as DuplicateReason[]).filter((reason) => given.has(reason)).map((reason) => duplicateReasonWords[reason]);
}
