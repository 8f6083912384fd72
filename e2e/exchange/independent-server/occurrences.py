"""One occurrence of a series: its id, what it is as an item, and how it is changed or taken away."""

import base64
import copy
from datetime import datetime, timezone

from mapi import parse_time, text_of
from recurrence import start_at, starts
from schema import EwsError, local, make
from store import Item, stamp, valid_id

_MARK = b"\x00\x03\x24\x02"


class Occurrence:
    """What an id or a request names: an item, or the occurrence of one."""

    def __init__(self, item, start=None):
        self.item, self.start = item, start


def occurrence_id(item, start):
    return base64.b64encode(_MARK + base64.b64decode(item.id) + int(start.timestamp()).to_bytes(8, "big")).decode()


def find(mailbox, element):
    """The item or occurrence that an ItemId, OccurrenceItemId or RecurringMasterItemId names."""
    kind = local(element)
    if kind == "OccurrenceItemId":
        item = mailbox.item(element.get("RecurringMasterId"))
        if "Recurrence" not in item.fields or item.kind != "CalendarItem":
            raise EwsError("ErrorCalendarCannotUseIdForRecurringMasterId", "The id is not that of a recurring master.")
        return Occurrence(item, start_at(item, int(element.get("InstanceIndex"))))
    id_ = element.get("OccurrenceId") if kind == "RecurringMasterItemId" else element.get("Id")
    found = _by_id(mailbox, id_)
    return Occurrence(found.item) if kind == "RecurringMasterItemId" else found


def _by_id(mailbox, id_):
    if valid_id(id_) and base64.b64decode(id_)[:4] == _MARK:
        raw = base64.b64decode(id_)[4:]
        item = mailbox.item(base64.b64encode(raw[:-8]).decode())
        start = datetime.fromtimestamp(int.from_bytes(raw[-8:], "big"), timezone.utc)
        if start in item.deleted_occurrences or "Recurrence" not in item.fields or start not in starts(item):
            raise EwsError("ErrorItemNotFound", "The specified object was not found in the store.")
        return Occurrence(item, start)
    return Occurrence(mailbox.item(id_))


def change_key_of(found):
    exception = found.item.exceptions.get(found.start)
    return found.item.change_key if exception is None else exception.change_key


def as_item(found):
    """The item that a reader sees: the master itself, or the occurrence with what it has of its own."""
    master = found.item
    if found.start is None:
        return master
    one = copy.copy(master)
    length = parse_time(text_of(master, "End")) - parse_time(text_of(master, "Start"))
    exception = master.exceptions.get(found.start)
    one.fields = {name: value for name, value in master.fields.items() if name != "Recurrence"}
    one.fields["Start"], one.fields["End"] = make("Start", stamp(found.start)), make("End", stamp(found.start + length))
    one.ext = dict(master.ext)
    if exception is not None:
        one.fields.update(exception.fields)
        one.ext.update(exception.ext)
        one.attachments = exception.attachments or master.attachments
        one.modified = exception.modified
    one.id, one.change_key = occurrence_id(master, found.start), change_key_of(found)
    one.exceptions, one.deleted_occurrences = {}, set()
    one.original_start, one.is_exception = found.start, exception is not None
    return one


def save(mailbox, found, changed, who):
    """Keeps what an update made of an item or an occurrence."""
    if found.start is None:
        mailbox.touch(found.item, who)
        return
    before = as_item(found)
    exception = found.item.exceptions.setdefault(found.start, Item("CalendarItem"))
    for name in set(before.fields) | set(changed.fields):
        if changed.fields.get(name) is not before.fields.get(name):
            exception.fields[name] = changed.fields.get(name, make(name))
    exception.fields["Start"], exception.fields["End"] = changed.fields["Start"], changed.fields["End"]
    exception.ext.update({key: value for key, value in changed.ext.items() if before.ext.get(key) != value})
    exception.attachments = changed.attachments
    mailbox.touch(found.item, who)
    exception.change_key, exception.modified = mailbox.new_change_key(), found.item.modified


def remove(mailbox, found, who):
    found.item.exceptions.pop(found.start, None)
    found.item.deleted_occurrences.add(found.start)
    mailbox.touch(found.item, who)


def in_window(item, begin, end):
    """The occurrences, or the item alone, that overlap a window."""
    if "Recurrence" not in item.fields:
        candidates = [Occurrence(item)]
    else:
        candidates = [Occurrence(item, start) for start in starts(item) if start not in item.deleted_occurrences]
    for found in candidates:
        one = as_item(found)
        if parse_time(text_of(one, "Start")) < end and parse_time(text_of(one, "End")) > begin:
            yield one
