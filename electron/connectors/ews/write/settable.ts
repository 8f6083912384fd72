/** One element of an item that a client may set: its name, and the path that names it in an update. */
export interface SettableField {
  readonly element: string;
  readonly uri: string;
  /** Never taken away, only set: the item always has it. */
  readonly isStanding?: boolean;
  /** Set when the item is made, and never again. */
  readonly onlyNew?: boolean;
}

/** Where extended properties stand among the elements. */
export const EXTENDED = 't:ExtendedProperty';

/** What may be set of each kind of item, in the order of types.xsd, which requests must keep. */
export const SETTABLE: Readonly<Record<string, readonly SettableField[]>> = {
  't:Contact': [
    ...itemFields(['ReminderDueBy', 'ReminderIsSet!', 'ReminderMinutesBeforeStart']),
    ...fields('contacts', [
      'FileAs', 'FileAsMapping', 'DisplayName', 'GivenName', 'Initials', 'MiddleName', 'Nickname', 'CompanyName', 'EmailAddresses', 'PhysicalAddresses', 'PhoneNumbers', 'AssistantName',
      'Birthday', 'BusinessHomePage', 'Children', 'Companies', 'Department', 'Generation', 'ImAddresses', 'JobTitle', 'Manager', 'Mileage', 'OfficeLocation', 'PostalAddressIndex',
      'Profession', 'SpouseName', 'Surname', 'WeddingAnniversary',
    ]),
  ],
  't:DistributionList': [...itemFields([]), ...fields('contacts', ['DisplayName', 'FileAs']), ...fields('distributionlist', ['Members'])],
  't:CalendarItem': [
    ...itemFields(['ReminderIsSet!', 'ReminderMinutesBeforeStart!']),
    ...fields('calendar', [
      'UID+', 'Start!', 'End!', 'IsAllDayEvent!', 'LegacyFreeBusyStatus!', 'Location', 'IsResponseRequested!', 'RequiredAttendees', 'OptionalAttendees', 'Resources', 'Recurrence',
      'StartTimeZone!', 'EndTimeZone!', 'ConferenceType', 'AllowNewTimeProposal!', 'MeetingWorkspaceUrl', 'NetShowUrl',
    ]),
  ],
  't:Task': [
    ...itemFields(['ReminderDueBy', 'ReminderIsSet!', 'ReminderMinutesBeforeStart']),
    ...fields('task', ['ActualWork', 'BillingInformation', 'Companies', 'CompleteDate', 'Contacts', 'DueDate', 'Mileage', 'PercentComplete!', 'Recurrence', 'StartDate', 'Status!', 'TotalWork']),
  ],
};

function itemFields(reminder: readonly string[]): readonly SettableField[] {
  return [...fields('item', ['ItemClass+', 'Subject', 'Sensitivity!', 'Body', 'Categories', 'Importance!', ...reminder]), { element: EXTENDED, uri: '' }, ...fields('item', ['Culture'])];
}

/** `Name!` stands in every item, `Name+` is set in new ones alone. */
function fields(prefix: string, names: readonly string[]): readonly SettableField[] {
  return names.map((marked) => {
    const name = marked.replace(/[!+]$/, '');
    return { element: `t:${name}`, uri: `${prefix}:${name}`, ...(marked.endsWith('!') && { isStanding: true }), ...(marked.endsWith('+') && { onlyNew: true }) };
  });
}
