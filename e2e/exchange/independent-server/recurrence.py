"""When the occurrences of a series are: the patterns and ranges of the schema, in the time zone of the series."""

import calendar
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mapi import parse_time, text_of
from schema import EwsError, local, t

ZONES = {"UTC": "UTC", "W. Europe Standard Time": "Europe/Berlin", "Eastern Standard Time": "America/New_York", "GMT Standard Time": "Europe/London",
         "Pacific Standard Time": "America/Los_Angeles", "Tokyo Standard Time": "Asia/Tokyo", "Romance Standard Time": "Europe/Paris",
         "Central Europe Standard Time": "Europe/Budapest", "Greenwich Standard Time": "Atlantic/Reykjavik"}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
INDEXES = ["First", "Second", "Third", "Fourth", "Last"]
LONGEST = 1500


def zone_of(item):
    element = item.fields.get("StartTimeZone")
    name = element.get("Id") if element is not None else text_of(item, "StartTimeZoneId") or "UTC"
    try:
        return ZoneInfo(ZONES.get(name, "UTC"))
    except ZoneInfoNotFoundError:
        return timezone.utc


def starts(item):
    """The times at which the pattern says the series starts, deleted and moved ones included."""
    rule, range_ = list(item.fields["Recurrence"])[:2]
    zone = zone_of(item)
    first = parse_time(text_of(item, "Start")).astimezone(zone)
    last = date.fromisoformat(range_.findtext(t("EndDate"))[:10]) if range_.find(t("EndDate")) is not None else None
    number = int(range_.findtext(t("NumberOfOccurrences"))) if range_.find(t("NumberOfOccurrences")) is not None else LONGEST
    found = []
    for day in _days(rule, first.date()):
        if day < first.date():
            continue
        if (last is not None and day > last) or len(found) >= number or len(found) >= LONGEST or day.year > first.year + 30:
            break
        found.append(datetime.combine(day, first.time(), zone).astimezone(timezone.utc))
    if not found:
        raise EwsError("ErrorCalendarInvalidRecurrence", "The recurrence pattern is not valid.")
    return found


def _days(rule, first):
    kind, step = local(rule), int(rule.findtext(t("Interval")) or 1)
    if kind == "DailyRecurrence":
        for at in range(0, LONGEST * step, step):
            yield first + timedelta(at)
    elif kind == "WeeklyRecurrence":
        wanted = _wanted(rule)
        begin = rule.findtext(t("FirstDayOfWeek")) or "Sunday"
        week = first - timedelta((first.weekday() - DAYS.index(begin)) % 7)
        for at in range(0, LONGEST * step, step):
            for day in range(7):
                one = week + timedelta(7 * at + day)
                if one.weekday() in wanted:
                    yield one
    else:
        yield from _months(rule, kind, step, first)


def _months(rule, kind, step, first):
    yearly = kind.endswith("YearlyRecurrence")
    month = MONTHS.index(rule.findtext(t("Month"))) if yearly else first.month - 1
    at = first.year * 12 + month
    for _ in range(LONGEST):
        year, number = at // 12, at % 12 + 1
        size = calendar.monthrange(year, number)[1]
        if kind.startswith("Absolute"):
            yield date(year, number, min(int(rule.findtext(t("DayOfMonth"))), size))
        else:
            days = [one for one in (date(year, number, day) for day in range(1, size + 1)) if one.weekday() in _wanted(rule)]
            index = INDEXES.index(rule.findtext(t("DayOfWeekIndex")))
            yield days[-1] if index == 4 else days[index]
        at += 12 * step if yearly else step


def _wanted(rule):
    names = rule.findtext(t("DaysOfWeek")).split()
    groups = {"Day": DAYS, "Weekday": DAYS[:5], "WeekendDay": DAYS[5:]}
    return {DAYS.index(day) for name in names for day in groups.get(name, [name])}


def start_at(item, index):
    """The start of the occurrence of a number, counted from one."""
    if index < 1:
        raise EwsError("ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange", "Occurrence index is out of recurrence range.")
    found = list(islice(starts(item), index - 1, index))
    if not found:
        raise EwsError("ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange", "Occurrence index is out of recurrence range.")
    if found[0] in item.deleted_occurrences:
        raise EwsError("ErrorCalendarOccurrenceIsDeletedFromRecurrence", "The occurrence has been deleted from the recurrence.")
    return found[0]
