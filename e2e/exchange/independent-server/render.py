"""An item as the answer shows it: the properties that its shape asks for, in the order of the schema."""

import base64
import copy
import html
import re

import mapi
from mapi import parse_time, text_of
from occurrences import occurrence_id
from recurrence import starts
from schema import NOT_IN_A_LIST, ONLY_WHERE_ASKED, ORDER, local, make, t
from store import stamp

_DEFAULT = {"ItemId", "Subject", "Sensitivity", "HasAttachments", "FileAs", "DisplayName", "GivenName", "Surname", "CompanyName", "EmailAddresses",
            "PhoneNumbers", "PhysicalAddresses", "ImAddresses", "JobTitle", "CompleteName", "Start", "End", "Location", "LegacyFreeBusyStatus", "Organizer",
            "CalendarItemType", "DueDate", "StartDate", "Status", "PercentComplete", "Body", "Attachments", "Size", "DateTimeSent", "DateTimeCreated"}


class Shape:
    """What an ItemShape asks for."""

    def __init__(self, element, in_list=False):
        self.in_list = in_list
        self.base = element.findtext(t("BaseShape")) or "IdOnly"
        self.body_type = element.findtext(t("BodyType")) or "Best"
        self.mime = element.findtext(t("IncludeMimeContent")) == "true"
        self.fields, self.indexed, self.extended = set(), set(), []
        for path in element.find(t("AdditionalProperties")) if element.find(t("AdditionalProperties")) is not None else ():
            if local(path) == "FieldURI":
                self.fields.add(path.get("FieldURI").partition(":")[2])
            elif local(path) == "IndexedFieldURI":
                self.indexed.add((path.get("FieldURI"), path.get("FieldIndex")))
            else:
                self.extended.append((mapi.key_of(path), path))

    def wants(self, name):
        if name in self.fields or name == "ItemId" or (name == "MimeContent" and self.mime):
            return not (self.in_list and name in NOT_IN_A_LIST)
        if name in ONLY_WHERE_ASKED or (self.in_list and name in NOT_IN_A_LIST):
            return False
        return self.base == "AllProperties" or (self.base == "Default" and name in _DEFAULT)


def render(mailbox, item, shape):
    element = make(item.kind)
    values = computed(mailbox, item)
    values.update(item.fields)
    for name in ORDER[item.kind]:
        if name == "ExtendedProperty":
            element.extend(_extended(mailbox, item, shape))
        elif name == "ItemId":
            element.append(make("ItemId", Id=item.id, ChangeKey=item.change_key))
        elif name == "MimeContent" and shape.wants(name):
            element.append(make("MimeContent", base64.b64encode(_mime(item).encode()).decode(), CharacterSet="UTF-8"))
        elif name == "Body" and shape.wants(name) and "Body" in values:
            element.append(_body(values["Body"], shape.body_type))
        elif name == "TextBody" and shape.wants(name) and "Body" in values:
            text = _body(values["Body"], "Text")
            text.tag = t("TextBody")
            element.append(text)
        elif name in values and name not in ("Body", "TextBody") and shape.wants(name):
            element.append(values[name])
        elif shape.indexed and name in values and not shape.wants(name):
            element.extend(_indexed(name, values[name], shape))
    return element


def _indexed(name, dictionary, shape):
    kept = []
    for entry in dictionary:
        uris = {f"{owner}:{single}" for owner in ("contacts",) for single in (local_uri(name),)}
        if name == "PhysicalAddresses":
            parts = [part for part in entry if ("contacts:PhysicalAddress:" + local(part), entry.get("Key")) in shape.indexed]
            if parts:
                kept.append(make("Entry", None, *parts, Key=entry.get("Key")))
        elif any((uri, entry.get("Key")) in shape.indexed for uri in uris):
            kept.append(entry)
    return [make(name, None, *kept)] if kept else []


def local_uri(name):
    return {"EmailAddresses": "EmailAddress", "PhoneNumbers": "PhoneNumber", "ImAddresses": "ImAddress"}.get(name, name)


def _extended(mailbox, item, shape):
    for (key, kind), path in shape.extended:
        value = mapi.read(mailbox, item, key)
        if value is None:
            continue
        found = make("ExtendedProperty", None, copy.copy(path))
        if isinstance(value, list):
            found.append(make("Values", None, *(make("Value", one) for one in value)))
        else:
            found.append(make("Value", value))
        yield found


def _body(element, wanted):
    stored, text = element.get("BodyType"), element.text or ""
    if wanted == "Text" and stored == "HTML":
        text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"(?is)<head>.*?</head>|<br\s*/?>|</p>", lambda m_: "" if m_[0].lower().startswith("<head") else "\r\n", text)))
    elif wanted == "HTML" and stored == "Text":
        text = "<html><body><pre>" + html.escape(text) + "</pre></body></html>"
    return make("Body", text, BodyType=stored if wanted == "Best" else wanted)


def computed(mailbox, item):
    """What the server alone says of an item."""
    yes = lambda flag: "true" if flag else "false"
    found = {
        "ParentFolderId": make("ParentFolderId", Id=item.folder, ChangeKey=mailbox.folders[item.folder].change_key),
        "DateTimeReceived": make("DateTimeReceived", stamp(item.created)), "DateTimeCreated": make("DateTimeCreated", stamp(item.created)),
        "DateTimeSent": make("DateTimeSent", stamp(item.created)), "LastModifiedTime": make("LastModifiedTime", stamp(item.modified)),
        "LastModifiedName": make("LastModifiedName", item.modifier), "Size": make("Size", str(1200 + 90 * len(item.fields))),
        "HasAttachments": make("HasAttachments", yes(any(not one["photo"] for one in item.attachments))),
        "IsSubmitted": make("IsSubmitted", "false"), "IsDraft": make("IsDraft", "false"), "IsFromMe": make("IsFromMe", "false"),
        "IsResend": make("IsResend", "false"), "IsUnmodified": make("IsUnmodified", "true"), "IsAssociated": make("IsAssociated", "false"),
        "Culture": make("Culture", "en-US"), "DisplayCc": make("DisplayCc"), "DisplayTo": make("DisplayTo"),
    }
    if item.attachments:
        found["Attachments"] = make("Attachments", None, *(attachment(one, False) for one in item.attachments))
    if item.kind == "Contact":
        _contact(item, found, yes)
    elif item.kind == "CalendarItem":
        _event(mailbox, item, found, yes)
    elif item.kind == "Task":
        _task(mailbox, item, found, yes)
    return found


def attachment(one, whole):
    element = make("FileAttachment", None, make("AttachmentId", Id=one["id"]), make("Name", one["name"]))
    if one["type"]:
        element.append(make("ContentType", one["type"]))
    element.extend([make("Size", str(len(one["content"]))), make("LastModifiedTime", one["at"]), make("IsInline", "false"),
                    make("IsContactPhoto", "true" if one["photo"] else "false")])
    if whole:
        element.append(make("Content", base64.b64encode(one["content"]).decode()))
    return element


def _contact(item, found, yes):
    found["HasPicture"] = make("HasPicture", yes(any(one["photo"] for one in item.attachments)))
    found["ContactSource"] = make("ContactSource", "Store")
    names = [("Title", ("tag", 0x3A45)), ("FirstName", "GivenName"), ("MiddleName", "MiddleName"), ("LastName", "Surname"), ("Suffix", "Generation"),
             ("Initials", "Initials"), ("FullName", "DisplayName"), ("Nickname", "Nickname")]
    parts = [(name, item.ext.get(source, (None, None))[1] if isinstance(source, tuple) else text_of(item, source)) for name, source in names]
    found["CompleteName"] = make("CompleteName", None, *(make(name, text) for name, text in parts if text))


def _event(mailbox, item, found, yes):
    series = "Recurrence" in item.fields
    single = "Single" if not hasattr(item, "original_start") else "Exception" if item.is_exception else "Occurrence"
    guests = [one for name in ("RequiredAttendees", "OptionalAttendees", "Resources") for one in item.fields.get(name, ())]
    start, end = parse_time(text_of(item, "Start")), parse_time(text_of(item, "End"))
    minutes = int((end - start).total_seconds() // 60)
    organizer = make("Organizer", None, make("Mailbox", None, make("Name", mailbox.owner), make("EmailAddress", mailbox.address), make("RoutingType", "SMTP"), make("MailboxType", "Mailbox")))
    found.update({
        "DateTimeStamp": make("DateTimeStamp", stamp(item.modified)), "IsMeeting": make("IsMeeting", yes(guests)), "IsCancelled": make("IsCancelled", "false"),
        "IsRecurring": make("IsRecurring", yes(single != "Single")), "MeetingRequestWasSent": make("MeetingRequestWasSent", yes(item.requests_sent)),
        "CalendarItemType": make("CalendarItemType", "RecurringMaster" if series else single),
        "MyResponseType": make("MyResponseType", "Organizer" if guests else "Unknown"), "Organizer": organizer,
        "ConflictingMeetingCount": make("ConflictingMeetingCount", "0"), "AdjacentMeetingCount": make("AdjacentMeetingCount", "0"),
        "Duration": make("Duration", f"PT{minutes // 60}H{minutes % 60}M" if minutes % 60 else f"PT{minutes // 60}H"),
        "AppointmentSequenceNumber": make("AppointmentSequenceNumber", "0"), "AppointmentState": make("AppointmentState", "1" if guests else "0"),
        "IsOrganizer": make("IsOrganizer", "true"),
    })
    if found["IsMeeting"].text == "true":
        found["DisplayTo"] = make("DisplayTo", "; ".join(one.findtext(f"{t('Mailbox')}/{t('Name')}") or "" for one in guests))
    if hasattr(item, "original_start"):
        found["RecurrenceId"] = make("RecurrenceId", stamp(item.original_start))
        found["OriginalStart"] = make("OriginalStart", stamp(item.original_start))
    if series:
        _series(item, found, end - start)


def _series(item, found, length):
    def info(name, start):
        one = item.exceptions.get(start)
        begin = start if one is None else parse_time(text_of(one, "Start"))
        finish = start + length if one is None else parse_time(text_of(one, "End"))
        return make(name, None, make("ItemId", Id=occurrence_id(item, start), ChangeKey=item.change_key if one is None else one.change_key),
                    make("Start", stamp(begin)), make("End", stamp(finish)), make("OriginalStart", stamp(start)))

    there = [start for start in starts(item) if start not in item.deleted_occurrences]
    if there:
        found["FirstOccurrence"] = info("FirstOccurrence", there[0])
        if item.fields["Recurrence"].find(t("NoEndRecurrence")) is None:
            found["LastOccurrence"] = info("LastOccurrence", there[-1])
    if item.exceptions:
        found["ModifiedOccurrences"] = make("ModifiedOccurrences", None, *(info("Occurrence", start) for start in sorted(item.exceptions)))
    if item.deleted_occurrences:
        found["DeletedOccurrences"] = make("DeletedOccurrences", None, *(make("DeletedOccurrence", None, make("Start", stamp(start))) for start in sorted(item.deleted_occurrences)))


def _task(mailbox, item, found, yes):
    status = text_of(item, "Status") or "NotStarted"
    words = {"NotStarted": "Not Started", "InProgress": "In Progress", "Completed": "Completed", "WaitingOnOthers": "Waiting on someone else", "Deferred": "Deferred"}
    found.update({"ChangeCount": make("ChangeCount", str(item.changes)), "IsComplete": make("IsComplete", yes(status == "Completed")),
                  "IsRecurring": make("IsRecurring", yes("Recurrence" in item.fields)), "IsTeamTask": make("IsTeamTask", "false"),
                  "Owner": make("Owner", mailbox.owner), "StatusDescription": make("StatusDescription", words[status]),
                  "DelegationState": make("DelegationState", "NoMatch"), "IsAssignmentEditable": make("IsAssignmentEditable", "0")})


def _mime(item):
    if item.kind == "Contact":
        return f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{text_of(item, 'DisplayName') or ''}\r\nN:{text_of(item, 'Surname') or ''};{text_of(item, 'GivenName') or ''};;;\r\nEND:VCARD\r\n"
    if item.kind == "CalendarItem":
        at = lambda name: text_of(item, name).replace("-", "").replace(":", "")
        return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{text_of(item, 'UID')}\r\nDTSTART:{at('Start')}\r\nDTEND:{at('End')}\r\nSUMMARY:{text_of(item, 'Subject') or ''}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    return f"MIME-Version: 1.0\r\nSubject: {text_of(item, 'Subject') or ''}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text_of(item, 'Body') or ''}\r\n"
