/** The elements of each type in the order of types.xsd: requests must keep it (ErrorSchemaValidation), answers do. */
const ITEM = (
  'MimeContent ItemId ParentFolderId ItemClass Subject Sensitivity Body Attachments DateTimeReceived Size Categories Importance InReplyTo IsSubmitted IsDraft IsFromMe ' +
  'IsResend IsUnmodified InternetMessageHeaders DateTimeSent DateTimeCreated ResponseObjects ReminderDueBy ReminderIsSet ReminderNextTime ReminderMinutesBeforeStart ' +
  'DisplayCc DisplayTo HasAttachments ExtendedProperty Culture EffectiveRights LastModifiedName LastModifiedTime IsAssociated WebClientReadFormQueryString ' +
  'WebClientEditFormQueryString ConversationId UniqueBody Flag StoreEntryId InstanceKey NormalizedBody EntityExtractionResult PolicyTag ArchiveTag RetentionDate Preview ' +
  'RightsManagementLicenseData PredictedActionReasons IsClutter NextPredictedAction GroupingAction BlockStatus HasBlockedImages TextBody IconIndex MimeContentUTF8 SearchKey SortKey'
).split(' ');
const CONTACT = (
  'FileAs FileAsMapping DisplayName GivenName Initials MiddleName Nickname CompleteName CompanyName EmailAddresses PhysicalAddresses PhoneNumbers AssistantName Birthday ' +
  'BusinessHomePage Children Companies ContactSource Department Generation ImAddresses JobTitle Manager Mileage OfficeLocation PostalAddressIndex Profession SpouseName Surname ' +
  'WeddingAnniversary BirthdayLocal WeddingAnniversaryLocal HasPicture PhoneticFullName PhoneticFirstName PhoneticLastName Alias Notes Photo UserSMIMECertificate ' +
  'MSExchangeCertificate DirectoryId ManagerMailbox DirectReports AccountName'
).split(' ');
const EVENT = (
  'UID RecurrenceId DateTimeStamp Start End OriginalStart IsAllDayEvent LegacyFreeBusyStatus Location When IsMeeting IsCancelled IsRecurring MeetingRequestWasSent ' +
  'IsResponseRequested CalendarItemType MyResponseType Organizer RequiredAttendees OptionalAttendees Resources ConflictingMeetingCount AdjacentMeetingCount ConflictingMeetings ' +
  'AdjacentMeetings Duration TimeZone AppointmentReplyTime AppointmentSequenceNumber AppointmentState Recurrence FirstOccurrence LastOccurrence ModifiedOccurrences ' +
  'DeletedOccurrences MeetingTimeZone StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal IsOnlineMeeting MeetingWorkspaceUrl NetShowUrl EnhancedLocation ' +
  'StartWallClock EndWallClock StartTimeZoneId EndTimeZoneId IntendedFreeBusyStatus JoinOnlineMeetingUrl OnlineMeetingSettings IsOrganizer'
).split(' ');
const TASK = (
  'ActualWork AssignedTime BillingInformation ChangeCount Companies CompleteDate Contacts DelegationState Delegator DueDate IsAssignmentEditable IsComplete IsRecurring ' +
  'IsTeamTask Mileage Owner PercentComplete Recurrence StartDate Status StatusDescription TotalWork'
).split(' ');
const LIST = 'DisplayName FileAs ContactSource Members'.split(' ');
const MESSAGE = (
  'Sender ToRecipients CcRecipients BccRecipients IsReadReceiptRequested IsDeliveryReceiptRequested ConversationIndex ConversationTopic From InternetMessageId IsRead ' +
  'IsResponseRequested References ReplyTo ReceivedBy ReceivedRepresenting'
).split(' ');

/** The elements that EWS has for each kind of item, in the order of the schema. */
export const ELEMENTS: Readonly<Record<'Contact' | 'CalendarItem' | 'Task' | 'DistributionList' | 'Message', readonly string[]>> = {
  Contact: [...ITEM, ...CONTACT],
  CalendarItem: [...ITEM, ...EVENT],
  Task: [...ITEM, ...TASK],
  DistributionList: [...ITEM, ...LIST],
  Message: [...ITEM, ...MESSAGE],
};
export type ElementName = keyof typeof ELEMENTS;
