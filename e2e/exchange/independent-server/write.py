"""How an item takes what a request writes: defaults of a new one, single updates, and what the server makes of them."""

import base64
import copy
import os

import mapi
from mapi import parse_time, text_of
from schema import BOOLEANS, CLASS_OF_KIND, ORDER, READ_ONLY, EwsError, local, make, t
from store import Item, now, stamp

_TIMES = {"Start", "End", "ReminderDueBy", "Birthday", "WeddingAnniversary"}
_DAYS = {"StartDate", "DueDate", "CompleteDate"}
_NAME_PARTS = ("GivenName", "MiddleName", "Surname")


def new_item(mailbox, element):
    """The item of a CreateItem request."""
    kind = local(element)
    if kind == "Item":
        kind = "Message"
    if kind not in ORDER:
        raise EwsError("ErrorInvalidItemForOperationCreateItem", "Operation would create object of type which is not valid.")
    item = Item(kind)
    seen = -1
    for child in element:
        name = local(child)
        if name not in ORDER[kind] or ORDER[kind].index(name) < seen:
            raise EwsError("ErrorSchemaValidation", f"The request failed schema validation: the element {name} has invalid place.")
        seen = ORDER[kind].index(name)
        if name == "ExtendedProperty":
            mapi.write(item, child)
        elif name == "Attachments":
            raise EwsError("ErrorInvalidPropertySet", "Set action is invalid for property.")
        else:
            set_field(item, child)
    settle(item, None)
    return item


def set_field(item, element):
    name = local(element)
    if name in READ_ONLY:
        raise EwsError("ErrorInvalidPropertySet", "Set action is invalid for property.", {"FieldURI": name})
    element = copy.deepcopy(element)
    if name in _TIMES:
        element.text = stamp(parse_time(element.text or ""))
    elif name in _DAYS:
        element.text = (element.text or "")[:10] + "T00:00:00Z"
        parse_time(element.text)
    elif name in BOOLEANS:
        element.text = {"1": "true", "0": "false"}.get(element.text, element.text)
    elif name == "Members":
        for member in element:
            _complete_member(member)
    elif name == "Body":
        element.text = (element.text or "").replace("\r\n", "\n").replace("\n", "\r\n")
    elif name == "EmailAddresses":
        for entry in element:
            _complete_address(entry)
    elif name in ("RequiredAttendees", "OptionalAttendees", "Resources"):
        for attendee in element:
            _complete_attendee(attendee)
    elif name == "Recurrence":
        for day in element.iter():
            if local(day) in ("StartDate", "EndDate") and day.text and len(day.text) == 10:
                day.text += "Z"
    elif name in ("StartTimeZone", "EndTimeZone"):
        element = make(name, Id=element.get("Id") or "UTC", Name=element.get("Name") or element.get("Id") or "UTC")
    item.fields.pop(name, None)
    if len(element) or element.text or element.attrib or name in ("Subject", "Location"):
        item.fields[name] = element
    if name in ("EmailAddresses", "PhoneNumbers", "PhysicalAddresses", "ImAddresses") and not len(element):
        item.fields.pop(name, None)


def _complete_address(entry):
    entry.set("Name", entry.get("Name") or entry.text or "")
    entry.set("RoutingType", entry.get("RoutingType") or "SMTP")
    entry.set("MailboxType", entry.get("MailboxType") or "Contact")


def _complete_member(member):
    mailbox = member.find(t("Mailbox"))
    if mailbox is None:
        return
    parts = {local(one): one for one in mailbox}
    address = parts["EmailAddress"].text if "EmailAddress" in parts else ""
    defaults = {"Name": address, "EmailAddress": address, "RoutingType": "SMTP", "MailboxType": "OneOff"}
    mailbox[:] = [parts.get(name, make(name, text)) for name, text in defaults.items()] + [parts[name] for name in ("ItemId",) if name in parts]
    member[:] = [mailbox, make("Status", "Normal")]


def _complete_attendee(attendee):
    mailbox = attendee.find(t("Mailbox"))
    address = mailbox.findtext(t("EmailAddress")) or ""
    name = mailbox.findtext(t("Name")) or address
    mailbox[:] = [make("Name", name), make("EmailAddress", address), make("RoutingType", "SMTP"), make("MailboxType", "Mailbox")]
    response = attendee.find(t("ResponseType"))
    attendee[:] = [mailbox, make("ResponseType", "Unknown" if response is None else response.text)]


def name_of(item):
    return " ".join(filter(None, (text_of(item, part) for part in _NAME_PARTS)))


def settle(item, before):
    """What the server derives after a write; `before` is None for a new item."""
    given = lambda name, text: item.fields.setdefault(name, make(name, text))
    given("ItemClass", CLASS_OF_KIND[item.kind])
    given("Sensitivity", "Normal")
    given("Importance", "Normal")
    if item.kind == "Contact":
        _settle_contact(item, before)
    elif item.kind == "DistributionList":
        given("Subject", text_of(item, "DisplayName"))
    elif item.kind == "CalendarItem":
        _settle_event(item, before, given)
    elif item.kind == "Task":
        _settle_task(item, before, given)


def _settle_contact(item, before):
    full = name_of(item)
    if full and (text_of(item, "DisplayName") is None or (before is not None and text_of(item, "DisplayName") == name_of(before) == text_of(before, "DisplayName"))):
        item.fields["DisplayName"] = make("DisplayName", full)
    given, last, company = text_of(item, "GivenName") or "", text_of(item, "Surname") or "", text_of(item, "CompanyName") or ""
    forms = {"LastCommaFirst": ", ".join(filter(None, (last, given))), "FirstSpaceLast": " ".join(filter(None, (given, last))), "Company": company,
             "LastCommaFirstCompany": f"{last}, {given} ({company})", "CompanyLastFirst": f"{company} {last} {given}", "LastFirst": f"{last} {given}"}
    mapping = text_of(item, "FileAsMapping")
    if mapping in forms:
        item.fields["FileAs"] = make("FileAs", forms[mapping])
    subject = text_of(item, "DisplayName") or text_of(item, "FileAs")
    if subject is not None:
        item.fields["Subject"] = make("Subject", subject)


def _settle_event(item, before, given):
    if "Start" not in item.fields:
        item.fields["Start"] = make("Start", stamp(now()))
    if "End" not in item.fields:
        item.fields["End"] = make("End", text_of(item, "Start"))
    if parse_time(text_of(item, "End")) < parse_time(text_of(item, "Start")):
        raise EwsError("ErrorCalendarEndDateIsEarlierThanStartDate", "End date is earlier than the start date.")
    for name, text in (("IsAllDayEvent", "false"), ("LegacyFreeBusyStatus", "Busy"), ("IsResponseRequested", "true"), ("ReminderIsSet", "true"),
                       ("ReminderMinutesBeforeStart", "15"), ("AllowNewTimeProposal", "true")):
        given(name, text)
    given("UID", ("040000008200E00074C5B7101A82E00800000000" + os.urandom(8).hex() + "000000000000000010000000" + os.urandom(16).hex()).upper())
    if "StartTimeZone" not in item.fields:
        zone = text_of(item, "StartTimeZoneId") or "UTC"
        item.fields["StartTimeZone"] = make("StartTimeZone", Id=zone, Name=zone)
    given_end = item.fields["StartTimeZone"].get("Id")
    if "EndTimeZone" not in item.fields:
        item.fields["EndTimeZone"] = make("EndTimeZone", Id=given_end, Name=given_end)
    old = None if before is None else before.fields.get("Recurrence")
    if before is not None and item.fields.get("Recurrence") is not old:
        # A new pattern makes a new series: what was of the old occurrences is gone.
        item.exceptions, item.deleted_occurrences = {}, set()
    item.fields["ReminderDueBy"] = make("ReminderDueBy", text_of(item, "Start"))


def _settle_task(item, before, given):
    changed = lambda name: before is None or text_of(before, name) != text_of(item, name)
    if changed("Status") and text_of(item, "Status") == "Completed" or changed("PercentComplete") and float(text_of(item, "PercentComplete") or 0) == 100 \
            or changed("CompleteDate") and text_of(item, "CompleteDate"):
        item.fields["Status"], item.fields["PercentComplete"] = make("Status", "Completed"), make("PercentComplete", "100")
        given("CompleteDate", stamp(now())[:10] + "T00:00:00Z")
    elif before is not None and text_of(before, "Status") == "Completed" and changed("Status"):
        item.fields.pop("CompleteDate", None)
        if not changed("PercentComplete"):
            item.fields["PercentComplete"] = make("PercentComplete", "0")
    given("Status", "NotStarted")
    given("PercentComplete", "0")


def update(item, change):
    """Carries out one SetItemField, DeleteItemField or AppendToItemField."""
    path, action = change[0], local(change)
    if local(path) == "ExtendedFieldURI":
        key, kind = mapi.key_of(path)
        if action == "DeleteItemField":
            mapi.set_key(item, key, kind, None)
        else:
            mapi.write(item, change[1].find(t("ExtendedProperty")))
        return
    name = path.get("FieldURI").partition(":")[2]
    if local(path) == "IndexedFieldURI":
        _update_entry(item, change, name, path.get("FieldIndex"))
    elif action == "DeleteItemField":
        if name in READ_ONLY or name in ("UID", "Start", "End"):
            raise EwsError("ErrorInvalidPropertyDelete", "Delete action is invalid for property.")
        item.fields.pop(name, None)
    else:
        given = list(change[1])
        if local(change[1]) != item.kind and local(change[1]) != "Item" or len(given) != 1 or local(given[0]) != name:
            raise EwsError("ErrorUpdatePropertyMismatch", "The property in the request is not that of the path.")
        if action == "AppendToItemField":
            _append(item, given[0], name)
        else:
            set_field(item, given[0])


def _append(item, element, name):
    if name not in ("Body", "Categories", "RequiredAttendees", "OptionalAttendees", "Resources", "Members"):
        raise EwsError("ErrorInvalidPropertyAppend", "Append action is invalid for property.")
    whole, old = copy.deepcopy(element), item.fields.get(name)
    if old is not None:
        whole.text = (old.text or "") + (whole.text or "") if name == "Body" else None
        whole[:] = [*copy.deepcopy(old), *whole]
    set_field(item, whole)


def _update_entry(item, change, name, index):
    part = name.partition(":")
    dictionary = {"EmailAddress": "EmailAddresses", "PhoneNumber": "PhoneNumbers", "ImAddress": "ImAddresses", "PhysicalAddress": "PhysicalAddresses"}.get(part[0])
    if dictionary is None:
        raise EwsError("ErrorInvalidPropertyRequest", "The property path is not valid.")
    entry = None
    if local(change) == "SetItemField":
        given = list(change[1][0]) if len(change[1]) == 1 else []
        if local(change[1][0]) != dictionary or len(given) != 1 or given[0].get("Key") != index:
            raise EwsError("ErrorUpdatePropertyMismatch", "The property in the request is not that of the path.")
        entry = copy.deepcopy(given[0])
    if dictionary == "PhysicalAddresses":
        entry = _address(item, index, part[2], entry)
    elif dictionary == "EmailAddresses" and entry is not None:
        _complete_address(entry)
    if entry is not None and not len(entry) and not entry.text:
        entry = None
    mapi.put_entry(item, dictionary, index, entry)


def _address(item, index, wanted, entry):
    old = mapi.entry_of(item, "PhysicalAddresses", index)
    parts = {} if old is None else {local(one): one for one in old}
    new = None if entry is None else entry.find(t(wanted))
    if entry is not None and (new is None or len(entry) != 1):
        raise EwsError("ErrorUpdatePropertyMismatch", "The property in the request is not that of the path.")
    parts.pop(wanted, None)
    if new is not None and new.text:
        parts[wanted] = new
    order = ("Street", "City", "State", "CountryOrRegion", "PostalCode")
    return make("Entry", None, *(parts[one] for one in order if one in parts), Key=index) if parts else None


def add_attachment(mailbox, item, element):
    if local(element) != "FileAttachment":
        raise EwsError("ErrorInvalidItemForOperationCreateItemAttachment", "Items cannot be attached here.")
    photo = element.findtext(t("IsContactPhoto")) in ("true", "1")
    one = {"id": mailbox.new_id(b"\x00\x03\x24\x03"), "name": element.findtext(t("Name")) or "", "type": element.findtext(t("ContentType")), "photo": photo,
           "content": base64.b64decode(element.findtext(t("Content")) or ""), "at": stamp(now())}
    kept = [old for old in item.attachments if not (photo and old["photo"])]
    item.attachments = [*kept, one]
    return one
