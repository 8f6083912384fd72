"""MAPI properties: the same values as the fields, by their tags; what no field names is kept by its tag alone."""

import base64
from datetime import datetime, timezone

from schema import EwsError, local, make, t
from store import stamp

SETS = {
    "Meeting": "6ed8da90-450b-101b-98da-00aa003f1305", "Appointment": "00062002-0000-0000-c000-000000000046", "Common": "00062008-0000-0000-c000-000000000046",
    "PublicStrings": "00020329-0000-0000-c000-000000000046", "Address": "00062004-0000-0000-c000-000000000046",
    "InternetHeaders": "00020386-0000-0000-c000-000000000046", "CalendarAssistant": "11000e07-b51b-40d6-af21-caa85edab1d0",
    "UnifiedMessaging": "4442858e-a9e3-4e80-b900-317a210cc15b", "Task": "00062003-0000-0000-c000-000000000046", "Sharing": "00062040-0000-0000-c000-000000000046",
}
TEXTS = {
    0x3A06: "GivenName", 0x3A11: "Surname", 0x3A44: "MiddleName", 0x3A05: "Generation", 0x3A0A: "Initials", 0x3A4F: "Nickname", 0x3A17: "JobTitle",
    0x3A16: "CompanyName", 0x3A18: "Department", 0x3A19: "OfficeLocation", 0x3A4E: "Manager", 0x3A30: "AssistantName", 0x3A48: "SpouseName",
    0x3A46: "Profession", 0x3A51: "BusinessHomePage", 0x3001: "DisplayName", 0x0037: "Subject", 0x3A42: "Birthday", 0x3A41: "WeddingAnniversary",
}
PHONES = {
    0x3A08: "BusinessPhone", 0x3A09: "HomePhone", 0x3A1C: "MobilePhone", 0x3A24: "BusinessFax", 0x3A25: "HomeFax", 0x3A23: "OtherFax", 0x3A1F: "OtherTelephone",
    0x3A21: "Pager", 0x3A1A: "PrimaryPhone", 0x3A1B: "BusinessPhone2", 0x3A2F: "HomePhone2", 0x3A1E: "CarPhone", 0x3A1D: "RadioPhone", 0x3A02: "Callback",
    0x3A2E: "AssistantPhone", 0x3A57: "CompanyMainPhone", 0x3A2D: "Isdn", 0x3A2C: "Telex", 0x3A4B: "TtyTddPhone",
}
NAMED_TEXTS = {(SETS["Address"], 0x8005): "FileAs", (SETS["Appointment"], 0x8208): "Location", (SETS["PublicStrings"], "Keywords"): "Categories"}
LEVELS = {0x0017: ("Importance", ["Low", "Normal", "High"]), 0x0036: ("Sensitivity", ["Normal", "Personal", "Private", "Confidential"])}
COMPUTED = {0x3007, 0x3008, 0x3FF8, 0x3FF9, 0x3FFA, 0x3FFB, 0x65E0, 0x65E2, 0x65E3, 0x348A, 0x0FFF, 0x0E08}


def key_of(uri):
    """What property an ExtendedFieldURI names, however it is written."""
    kind = uri.get("PropertyType")
    if kind is None:
        raise EwsError("ErrorInvalidExtendedProperty", "The extended property attribute combination is invalid.")
    tag, name, id_ = uri.get("PropertyTag"), uri.get("PropertyName"), uri.get("PropertyId")
    set_ = SETS.get(uri.get("DistinguishedPropertySetId")) or (uri.get("PropertySetId") or "").strip("{}").lower()
    if tag is not None:
        number = int(tag, 0) if not tag.isalnum() or tag.lower().startswith("0x") else int(tag)
        if set_ or name or id_ or number >= 0x8000:
            raise EwsError("ErrorInvalidExtendedProperty", "The extended property attribute combination is invalid.")
        return ("tag", number), kind
    if not set_ or (name is None) == (id_ is None):
        raise EwsError("ErrorInvalidExtendedProperty", "The extended property attribute combination is invalid.")
    return (set_, name if name is not None else int(id_)), kind


def text_of(item, name):
    element = item.fields.get(name)
    return None if element is None else element.text


def entry_of(item, dictionary, key):
    for entry in item.fields.get(dictionary, ()):
        if entry.get("Key") == key:
            return entry
    return None


def b64(raw):
    return base64.b64encode(raw).decode()


def global_id(uid):
    if uid.upper().startswith("040000008200E000"):
        return bytes.fromhex(uid)
    data = b"vCal-Uid\x01\x00\x00\x00" + uid.encode() + b"\x00"
    return bytes.fromhex("040000008200E00074C5B7101A82E008") + bytes(16) + len(data).to_bytes(4, "little") + data


def read(mailbox, item, key):
    """The value of a property, as text or a list of texts; None where the item has none."""
    if key in item.ext:
        return item.ext[key][1]
    if key[0] == "tag":
        return _read_tag(mailbox, item, key[1])
    if key in NAMED_TEXTS:
        element = item.fields.get(NAMED_TEXTS[key])
        return None if element is None else [one.text for one in element] if len(element) else element.text
    if key[0] == SETS["Address"]:
        return _read_address(item, key[1])
    if key[0] == SETS["Meeting"] and key[1] in (3, 35) and "UID" in item.fields:
        return b64(global_id(text_of(item, "UID")))
    if key == (SETS["Appointment"], 0x820D):
        return text_of(item, "Start")
    if key == (SETS["Appointment"], 0x820E):
        return text_of(item, "End")
    return None


def _read_tag(mailbox, item, tag):
    if tag in TEXTS:
        if tag == 0x3001 and item.kind not in ("Contact", "DistributionList"):
            return text_of(item, "Subject")
        return text_of(item, TEXTS[tag])
    if tag in PHONES:
        entry = entry_of(item, "PhoneNumbers", PHONES[tag])
        return None if entry is None else entry.text
    if tag in LEVELS:
        name, levels = LEVELS[tag]
        return str(levels.index(text_of(item, name) or "Normal"))
    if tag in (0x3FF8, 0x3FFA):
        return item.creator if tag == 0x3FF8 else item.modifier
    if tag in (0x3FF9, 0x3FFB):
        return b64(b"\x00\x00\x00\x00" + (item.creator if tag == 0x3FF9 else item.modifier).encode())
    if tag in (0x3007, 0x3008):
        return stamp(item.created if tag == 0x3007 else item.modified)
    if tag == 0x300B:
        return b64(item.search_key)
    if tag in (0x65E0, 0x0FFF):
        return b64(base64.b64decode(item.id)[-22:])
    if tag in (0x65E2, 0x65E3):
        return b64((b"\x16" if tag == 0x65E3 else b"") + base64.b64decode(item.change_key)[-18:])
    if tag == 0x348A:
        return None if item.last_parent is None else b64(base64.b64decode(item.last_parent)[-22:])
    if tag == 0x001A:
        return text_of(item, "ItemClass")
    if tag == 0x1000:
        return text_of(item, "Body")
    return None


def _read_address(item, number):
    for at, base in enumerate((0x8080, 0x8090, 0x80A0), 1):
        entry = entry_of(item, "EmailAddresses", f"EmailAddress{at}")
        if entry is not None and number in (base, base + 2, base + 3, base + 4):
            return {0: entry.get("Name") or entry.text, 2: entry.get("RoutingType") or "SMTP", 3: entry.text, 4: entry.text}[number - base]
    if number == 0x8062:
        entry = entry_of(item, "ImAddresses", "ImAddress1")
        return None if entry is None else entry.text
    return None


def write(item, element):
    """Sets an ExtendedProperty of a request; where a field names the same value, that is set."""
    uri = element.find(t("ExtendedFieldURI"))
    key, kind = key_of(uri)
    value, values = element.find(t("Value")), element.find(t("Values"))
    content = [one.text or "" for one in values] if values is not None else (value.text or "") if value is not None else None
    if content is None or kind.endswith("Array") != isinstance(content, list):
        raise EwsError("ErrorInvalidExtendedPropertyValue", "The value specified for the extended property is invalid.")
    if key[0] == "tag" and key[1] in COMPUTED:
        raise EwsError("ErrorInvalidPropertySet", "Set action is invalid for property.")
    if kind == "SystemTime":
        content = stamp(parse_time(content))
    set_key(item, key, kind, content)


def set_key(item, key, kind, content):
    name = TEXTS.get(key[1]) if key[0] == "tag" else NAMED_TEXTS.get(key)
    if key == ("tag", 0x3001) and item.kind not in ("Contact", "DistributionList"):
        name = None
    if name is not None:
        item.fields.pop(name, None)
        if content is not None:
            item.fields[name] = make(name, None, *(make("String", one) for one in content)) if isinstance(content, list) else make(name, content)
    elif key == ("tag", 0x300B) and content is not None:
        item.search_key = base64.b64decode(content)
    elif key[0] == "tag" and key[1] in PHONES:
        put_entry(item, "PhoneNumbers", PHONES[key[1]], None if content is None else make("Entry", content, Key=PHONES[key[1]]))
    elif content is None:
        item.ext.pop(key, None)
    else:
        item.ext[key] = (kind, content)


def put_entry(item, dictionary, key, entry):
    kept = [one for one in item.fields.get(dictionary, ()) if one.get("Key") != key]
    if entry is not None:
        kept.append(entry)
    item.fields.pop(dictionary, None)
    if kept:
        item.fields[dictionary] = make(dictionary, None, *sorted(kept, key=lambda one: one.get("Key")))


def parse_time(text):
    """A time of the schema, in UTC; one without a zone is UTC already."""
    try:
        at = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise EwsError("ErrorInvalidValueForProperty", "The specified value is invalid for property.") from None
    return at.replace(tzinfo=timezone.utc) if at.tzinfo is None else at.astimezone(timezone.utc)
