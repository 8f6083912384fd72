"""FindItem: restrictions, orders, pages and views."""

import mapi
from mapi import parse_time, text_of
from occurrences import in_window
from render import computed
from schema import EwsError, local, m, t

_CAP, _CAP_RESTRICTED = 1000, 250


def value(mailbox, item, path):
    """What a path of a restriction or an order names, as text or a list of texts."""
    if local(path) == "ExtendedFieldURI":
        return mapi.read(mailbox, item, mapi.key_of(path)[0])
    name = path.get("FieldURI").partition(":")[2]
    if local(path) == "IndexedFieldURI":
        entry = mapi.entry_of(item, {"EmailAddress": "EmailAddresses", "PhoneNumber": "PhoneNumbers"}.get(name, name), path.get("FieldIndex"))
        return None if entry is None else entry.text
    element = item.fields.get(name)
    if element is None:
        element = computed(mailbox, item).get(name)
    return None if element is None else [one.text for one in element] if len(element) else element.text or ""


def matches(mailbox, item, test):
    kind = local(test)
    if kind in ("And", "Or"):
        return (all if kind == "And" else any)(matches(mailbox, item, one) for one in test)
    if kind == "Not":
        return not matches(mailbox, item, test[0])
    found = value(mailbox, item, test[0])
    if kind == "Exists":
        return found is not None
    values = found if isinstance(found, list) else [] if found is None else [found]
    if kind == "Contains":
        return any(_contains(one, test.find(t("Constant")).get("Value"), test.get("ContainmentMode"), test.get("ContainmentComparison")) for one in values)
    constant = test.find(t("FieldURIOrConstant"))[0]
    wanted = constant.get("Value") if local(constant) == "Constant" else value(mailbox, item, constant)
    if kind == "IsNotEqualTo":
        return not any(_key(one) == _key(wanted) for one in values)
    tests = {"IsEqualTo": lambda a, b: a == b, "IsGreaterThan": lambda a, b: a > b, "IsGreaterThanOrEqualTo": lambda a, b: a >= b,
             "IsLessThan": lambda a, b: a < b, "IsLessThanOrEqualTo": lambda a, b: a <= b}
    if kind not in tests:
        raise EwsError("ErrorUnsupportedPathForQuery", "The restriction is not supported.")
    return any(tests[kind](_key(one), _key(wanted)) for one in values)


def _key(text):
    """Compares times as times, everything else without case, as the store does."""
    try:
        return parse_time(text).isoformat() if len(text) >= 16 and text[4:5] == "-" and "T" in text else text.lower()
    except EwsError:
        return text.lower()


def _contains(text, wanted, mode, comparison):
    if comparison != "Exact":
        text, wanted = text.lower(), wanted.lower()
    return {"FullString": text == wanted, "Prefixed": text.startswith(wanted)}.get(mode, wanted in text)


def find(mailbox, folder, request, short=None):
    """The page of a folder that a request asks for: items, where the next begins, whether it is the last, and how many there are."""
    view = request.find(m("CalendarView"))
    if view is not None:
        return _calendar_view(mailbox, folder, view)
    items = mailbox.items_in(folder.id)
    restriction = request.find(m("Restriction"))
    if restriction is not None:
        items = [item for item in items if matches(mailbox, item, restriction[0])]
    order = request.find(m("SortOrder"))
    for one in reversed(list(order) if order is not None else []):
        items.sort(key=lambda item, path=one[0]: _sort_key(value(mailbox, item, path)), reverse=one.get("Order") == "Descending")
    if order is None:
        items.reverse()
    cap = _CAP if restriction is None else _CAP_RESTRICTED
    page, names = request.find(m("IndexedPageItemView")), request.find(m("ContactsView"))
    if names is not None:
        low, high = (names.get("InitialName") or "").lower(), (names.get("FinalName") or "\uffff").lower() + "\uffff"
        items = [item for item in items if low <= (text_of(item, "DisplayName") or "").lower() <= high]
        page = names
    total, offset = len(items), 0
    if page is not None and page.get("Offset"):
        offset = int(page.get("Offset"))
        offset = max(0, total - offset) if page.get("BasePoint") == "End" else offset
    most = min(cap, int((page.get("MaxEntriesReturned") if page is not None else None) or cap), *([] if short is None else [short]))
    if page is not None and page.get("BasePoint") == "End":
        return items[max(0, offset - most):offset], max(0, offset - most), offset - most <= 0, total
    return items[offset:offset + most], min(offset + most, total), offset + most >= total, total


def _sort_key(found):
    return (found is None, "" if found is None else _key(found if isinstance(found, str) else "".join(found)))


def _calendar_view(mailbox, folder, view):
    begin, end = parse_time(view.get("StartDate")), parse_time(view.get("EndDate"))
    if (end - begin).days > 731:
        raise EwsError("ErrorCalendarViewRangeTooBig", "The specified view range exceeds the maximum range of two years.")
    if folder.folder_class != "IPF.Appointment":
        raise EwsError("ErrorCalendarFolderIsInvalidForCalendarView", "Calendar view is not allowed for this folder.")
    found = sorted((one for item in mailbox.items_in(folder.id) if item.kind == "CalendarItem" for one in in_window(item, begin, end)), key=lambda one: parse_time(text_of(one, "Start")))
    most = int(view.get("MaxEntriesReturned") or len(found))
    return found[:most], most, most >= len(found), len(found)
