"""Names and orders of the EWS schema: what stands where in an answer, and what a client may not write."""

import xml.etree.ElementTree as ET

T = "http://schemas.microsoft.com/exchange/services/2006/types"
M = "http://schemas.microsoft.com/exchange/services/2006/messages"
S = "http://schemas.xmlsoap.org/soap/envelope/"
for _prefix, _uri in (("t", T), ("m", M), ("s", S), ("xsi", "http://www.w3.org/2001/XMLSchema-instance")):
    ET.register_namespace(_prefix, _uri)

_ITEM = (
    "MimeContent ItemId ParentFolderId ItemClass Subject Sensitivity Body Attachments DateTimeReceived Size Categories Importance InReplyTo IsSubmitted "
    "IsDraft IsFromMe IsResend IsUnmodified InternetMessageHeaders DateTimeSent DateTimeCreated ResponseObjects ReminderDueBy ReminderIsSet "
    "ReminderNextTime ReminderMinutesBeforeStart DisplayCc DisplayTo HasAttachments ExtendedProperty Culture EffectiveRights LastModifiedName "
    "LastModifiedTime IsAssociated WebClientReadFormQueryString WebClientEditFormQueryString ConversationId UniqueBody Flag StoreEntryId InstanceKey "
    "NormalizedBody EntityExtractionResult PolicyTag ArchiveTag RetentionDate Preview TextBody IconIndex SearchKey SortKey "
)
ORDER = {
    "Message": (_ITEM + "Sender ToRecipients CcRecipients BccRecipients From InternetMessageId IsRead").split(),
    "Contact": (
        _ITEM + "FileAs FileAsMapping DisplayName GivenName Initials MiddleName Nickname CompleteName CompanyName EmailAddresses PhysicalAddresses "
        "PhoneNumbers AssistantName Birthday BusinessHomePage Children Companies ContactSource Department Generation ImAddresses JobTitle Manager Mileage "
        "OfficeLocation PostalAddressIndex Profession SpouseName Surname WeddingAnniversary BirthdayLocal WeddingAnniversaryLocal HasPicture "
        "PhoneticFullName PhoneticFirstName PhoneticLastName Alias Notes"
    ).split(),
    "CalendarItem": (
        _ITEM + "UID RecurrenceId DateTimeStamp Start End OriginalStart IsAllDayEvent LegacyFreeBusyStatus Location When IsMeeting IsCancelled IsRecurring "
        "MeetingRequestWasSent IsResponseRequested CalendarItemType MyResponseType Organizer RequiredAttendees OptionalAttendees Resources "
        "ConflictingMeetingCount AdjacentMeetingCount ConflictingMeetings AdjacentMeetings Duration TimeZone AppointmentReplyTime "
        "AppointmentSequenceNumber AppointmentState Recurrence FirstOccurrence LastOccurrence ModifiedOccurrences DeletedOccurrences MeetingTimeZone "
        "StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal IsOnlineMeeting MeetingWorkspaceUrl NetShowUrl EnhancedLocation StartWallClock "
        "EndWallClock StartTimeZoneId EndTimeZoneId IntendedFreeBusyStatus JoinOnlineMeetingUrl OnlineMeetingSettings IsOrganizer"
    ).split(),
    "Task": (
        _ITEM + "ActualWork AssignedTime BillingInformation ChangeCount Companies CompleteDate Contacts DelegationState Delegator DueDate "
        "IsAssignmentEditable IsComplete IsRecurring IsTeamTask Mileage Owner PercentComplete Recurrence StartDate Status StatusDescription TotalWork"
    ).split(),
    "DistributionList": (_ITEM + "DisplayName FileAs ContactSource Members").split(),
}

READ_ONLY = {
    "ItemId", "ParentFolderId", "DateTimeReceived", "Size", "IsSubmitted", "IsFromMe", "IsResend", "IsUnmodified", "DateTimeSent", "DateTimeCreated",
    "DisplayCc", "DisplayTo", "HasAttachments", "EffectiveRights", "LastModifiedName", "LastModifiedTime", "ConversationId", "CompleteName", "HasPicture",
    "ContactSource", "DateTimeStamp", "OriginalStart", "IsMeeting", "IsCancelled", "MeetingRequestWasSent", "CalendarItemType", "MyResponseType",
    "Organizer", "ConflictingMeetingCount", "AdjacentMeetingCount", "ConflictingMeetings", "AdjacentMeetings", "Duration", "TimeZone",
    "AppointmentReplyTime", "AppointmentSequenceNumber", "AppointmentState", "FirstOccurrence", "LastOccurrence", "ModifiedOccurrences",
    "DeletedOccurrences", "AssignedTime", "ChangeCount", "DelegationState", "Delegator", "IsAssignmentEditable", "IsComplete", "IsRecurring",
    "IsTeamTask", "Owner", "StatusDescription", "RecurrenceId", "ReminderNextTime", "StartWallClock", "EndWallClock", "IsOrganizer", "When",
}

BOOLEANS = {"ReminderIsSet", "IsAllDayEvent", "IsResponseRequested", "AllowNewTimeProposal", "IsOnlineMeeting", "IsDraft", "IsRead"}
CLASS_OF_KIND = {"Contact": "IPM.Contact", "DistributionList": "IPM.DistList", "CalendarItem": "IPM.Appointment", "Task": "IPM.Task", "Message": "IPM.Note"}
FOLDER_TAG = {"IPF.Contact": "ContactsFolder", "IPF.Appointment": "CalendarFolder", "IPF.Task": "TasksFolder"}
# A list of items names what only GetItem reads.
NOT_IN_A_LIST = {"MimeContent", "Body", "Attachments", "RequiredAttendees", "OptionalAttendees", "Resources", "Recurrence", "FirstOccurrence",
                 "LastOccurrence", "ModifiedOccurrences", "DeletedOccurrences", "Members", "TextBody", "UniqueBody", "NormalizedBody", "CompleteName",
                 "StartTimeZone", "EndTimeZone", "MeetingTimeZone"}
ONLY_WHERE_ASKED = {"MimeContent", "UniqueBody", "NormalizedBody", "TextBody", "Preview", "StoreEntryId", "SearchKey", "StartWallClock", "EndWallClock",
                    "BirthdayLocal", "WeddingAnniversaryLocal", "IsOrganizer", "StartTimeZoneId", "EndTimeZoneId", "OriginalStart", "FileAsMapping",
                    "StartTimeZone", "EndTimeZone", "IsAssociated", "AppointmentSequenceNumber"}


class EwsError(Exception):
    """A failure that the answer names by a code of the schema."""

    def __init__(self, code, text=None, values=()):
        super().__init__(code)
        self.code, self.text, self.values = code, text or code, dict(values)


def t(name):
    return f"{{{T}}}{name}"


def m(name):
    return f"{{{M}}}{name}"


def local(element):
    return element.tag.rpartition("}")[2]


def make(name, text=None, /, *children, **attributes):
    """An element of the types namespace."""
    element = ET.Element(t(name), attributes)
    if text is not None:
        element.text = text
    element.extend(children)
    return element
