"""A mailbox with 63 contacts, 40 events and 15 tasks, and what a careless sync does to it."""

import xml.etree.ElementTree as ET
from datetime import datetime, timedelta, timezone

import occurrences
from mapi import parse_time, put_entry, text_of
from recurrence import starts
from schema import T, make
from store import stamp
from write import add_attachment, new_item, settle

FIRST = "Ada Bela Chloé Dmitri Elif Farid Gönül Håkon Ines Jürgen".split()
LAST = "Öztürk Müller O'Brien Ñandú Schäfer Łukasz".split()
_MARK = '<ExtendedProperty><ExtendedFieldURI PropertyTag="0x3A45" PropertyType="String"/><Value>Dr.</Value></ExtendedProperty>'
_HTML = '<Body BodyType="HTML">&lt;p&gt;Note &amp;amp; more&lt;/p&gt;</Body>'
_ZONE = '<StartTimeZone Id="W. Europe Standard Time"/><EndTimeZone Id="W. Europe Standard Time"/>'
_PICTURE = '<FileAttachment xmlns="{}"><Name>ContactPicture.jpg</Name><ContentType>image/jpeg</ContentType><IsContactPhoto>true</IsContactPhoto><Content>/9j/4AAQSkZJRgABAQ==</Content></FileAttachment>'
_AGENDA = '<Body BodyType="Text">Agenda</Body>'
_SERIES = [
    ('<WeeklyRecurrence><Interval>1</Interval><DaysOfWeek>Monday Thursday</DaysOfWeek><FirstDayOfWeek>Monday</FirstDayOfWeek></WeeklyRecurrence>', "2026-10-05", "<NumberedRecurrence><StartDate>{}</StartDate><NumberOfOccurrences>16</NumberOfOccurrences></NumberedRecurrence>"),
    ("<DailyRecurrence><Interval>2</Interval></DailyRecurrence>", "2026-10-06", "<EndDateRecurrence><StartDate>{}</StartDate><EndDate>2026-11-06</EndDate></EndDateRecurrence>"),
    ("<AbsoluteMonthlyRecurrence><Interval>1</Interval><DayOfMonth>15</DayOfMonth></AbsoluteMonthlyRecurrence>", "2026-10-15", "<NoEndRecurrence><StartDate>{}</StartDate></NoEndRecurrence>"),
    ("<RelativeMonthlyRecurrence><Interval>1</Interval><DaysOfWeek>Friday</DaysOfWeek><DayOfWeekIndex>Last</DayOfWeekIndex></RelativeMonthlyRecurrence>", "2026-10-30", "<NumberedRecurrence><StartDate>{}</StartDate><NumberOfOccurrences>12</NumberOfOccurrences></NumberedRecurrence>"),
    ("<AbsoluteYearlyRecurrence><DayOfMonth>24</DayOfMonth><Month>December</Month></AbsoluteYearlyRecurrence>", "2026-12-24", "<NoEndRecurrence><StartDate>{}</StartDate></NoEndRecurrence>"),
    ("<WeeklyRecurrence><Interval>2</Interval><DaysOfWeek>Tuesday</DaysOfWeek><FirstDayOfWeek>Sunday</FirstDayOfWeek></WeeklyRecurrence>", "2026-10-06", "<NumberedRecurrence><StartDate>{}</StartDate><NumberOfOccurrences>10</NumberOfOccurrences></NumberedRecurrence>"),
]


def fill(mailbox):
    """Puts the sample into an empty mailbox."""
    folder = {name: mailbox.known(name).id for name in ("contacts", "calendar", "tasks")}
    folder["Family"] = mailbox.add_folder(folder["contacts"], "IPF.Contact", "Family").id

    def add(where, xml):
        return mailbox.put(new_item(mailbox, ET.fromstring(xml.replace(">", f' xmlns="{T}">', 1))), folder[where], mailbox.owner)

    people = [add("contacts", _contact(at)) for at in range(60)]
    add_picture = ET.fromstring(_PICTURE.format(T))
    add_attachment(mailbox, people[0], add_picture)
    member = "<Member><Mailbox><Name>{0}</Name><EmailAddress>{0}@example.test</EmailAddress></Mailbox></Member>"
    add("contacts", f"<DistributionList><DisplayName>Team</DisplayName><Members>{member.format('ada')}{member.format('bela')}</Members></DistributionList>")
    for name in ("Mum", "Dad"):
        add("Family", f"<Contact><DisplayName>{name} Vogel</DisplayName><GivenName>{name}</GivenName><Surname>Vogel</Surname></Contact>")
    for at in range(25):
        add("calendar", _event(f"Event {at} – Prüfung", datetime(2026, 11, 1, 8 + at % 8, tzinfo=timezone.utc) + timedelta(at), at))
    for at in range(4):
        day = datetime(2026, 12, 20 + at, tzinfo=timezone.utc)
        add("calendar", f"<CalendarItem><Subject>Holiday {at}</Subject><ReminderIsSet>false</ReminderIsSet><Start>{stamp(day)}</Start><End>{stamp(day + timedelta(1))}</End>"
                        "<IsAllDayEvent>true</IsAllDayEvent><LegacyFreeBusyStatus>Free</LegacyFreeBusyStatus></CalendarItem>")
    for at in range(5):
        add("calendar", _event(f"Meeting {at}", datetime(2026, 12, 1 + at, 10, tzinfo=timezone.utc), at, _guests("guest1", f"guest{at}x")))
    for at, (rule, day, range_) in enumerate(_SERIES):
        recurrence = f"<Recurrence>{rule}{range_.format(day)}</Recurrence>"
        start = parse_time(f"{day}T{6 + at:02}:00:00Z")
        series = add("calendar", _event(f"Series {at}", start, 1, _guests("guest1") if at == 5 else "", recurrence))
        if at in (0, 1, 5):
            change_occurrence(mailbox, series, 2, mailbox.owner, Subject=f"Series {at} changed")
            occurrences.remove(mailbox, occurrences.Occurrence(series, starts(series)[4]), mailbox.owner)
    for at in range(15):
        add("tasks", _task(at))


def _contact(at):
    first, last = FIRST[at % 10], LAST[at // 10]
    parts = [_HTML if at % 11 == 0 else f'<Body BodyType="Text">Line one&#10;Line two of {at}</Body>' if at % 8 == 0 else "",
             "<Categories><String>Friends</String><String>Größe</String></Categories>" if at % 7 == 0 else "", _MARK if at % 9 == 0 else "",
             f"<FileAs>{last}, {first}</FileAs><DisplayName>{first} {last}</DisplayName><GivenName>{first}</GivenName>", "<CompanyName>Example &amp; Sons</CompanyName>" if at % 5 == 0 else "",
             f'<EmailAddresses><Entry Key="EmailAddress1">p{at}@example.test</Entry></EmailAddresses>',
             f'<PhysicalAddresses><Entry Key="Home"><Street>Weg {at}</Street><City>Köln</City><PostalCode>5{at:04}</PostalCode></Entry></PhysicalAddresses>' if at % 3 == 1 else "",
             f'<PhoneNumbers><Entry Key="MobilePhone">+49 170 {at:07}</Entry></PhoneNumbers>', f"<Birthday>{1970 + at % 30}-01-{1 + at % 28:02}T11:59:00Z</Birthday>" if at % 6 == 0 else "",
             "<JobTitle>Chief</JobTitle>" if at % 3 == 0 else "", f"<Surname>{last}</Surname>"]
    return f"<Contact>{''.join(parts)}</Contact>"


def _event(subject, start, at, guests="", recurrence=""):
    return (f"<CalendarItem><Subject>{subject}</Subject>{_AGENDA if at % 4 == 0 else ''}<ReminderIsSet>{'true' if at % 3 else 'false'}</ReminderIsSet>"
            f"<Start>{stamp(start)}</Start><End>{stamp(start + timedelta(minutes=45))}</End><LegacyFreeBusyStatus>{'Tentative' if at % 5 == 0 else 'Busy'}</LegacyFreeBusyStatus>"
            f"{'<Location>Room 3</Location>' if at % 2 else ''}{guests}{recurrence}{_ZONE}</CalendarItem>")


def _guests(*names):
    return "<RequiredAttendees>" + "".join(f"<Attendee><Mailbox><EmailAddress>{name}@example.test</EmailAddress></Mailbox></Attendee>" for name in names) + "</RequiredAttendees>"


def _task(at):
    due = f"<DueDate>2026-12-{1 + at:02}T00:00:00Z</DueDate>" if at % 2 else ""
    percent = f"<PercentComplete>{(0, 40, 100)[at % 3]}</PercentComplete>"
    return f"<Task><Subject>Task {at} ß</Subject>{due}{percent}<Status>{('NotStarted', 'InProgress', 'Completed')[at % 3]}</Status></Task>"


def change(mailbox, item, who, **fields):
    """Another program's update of some fields."""
    for name, text in fields.items():
        item.fields[name] = make(name, text)
    mailbox.touch(item, who)


def change_occurrence(mailbox, series, index, who, **fields):
    found = occurrences.Occurrence(series, starts(series)[index])
    changed = occurrences.as_item(found)
    changed.fields = dict(changed.fields)
    for name, text in fields.items():
        changed.fields[name] = make(name, text)
    settle(changed, occurrences.as_item(found))
    occurrences.save(mailbox, found, changed, who)


def damage(mailbox, who="Phone Sync"):
    """Doubles, deletes, moves and changes records; says which, by their titles."""
    by = {text_of(item, "Subject"): item for item in list(mailbox.items.values())}
    names = sorted(name for name, item in by.items() if item.kind == "Contact" and item.folder == mailbox.known("contacts").id)
    family = next(folder for folder in mailbox.folders.values() if folder.name == "Family")
    told = {"added": names[:8], "moved": names[20:22], "removed": [], "modified": names[25:28]}
    for name in names[:8]:
        mailbox.copy(by[name], by[name].folder, who)
    lost = {"SoftDelete": [*names[10:14], "Event 0 – Prüfung", "Series 0", "Meeting 1", "Task 0 ß"], "HardDelete": [*names[17:19], "Meeting 0", "Series 3", "Task 1 ß"],
            "MoveToDeletedItems": [*names[14:17], "Event 1 – Prüfung", "Series 1", "Holiday 0", "Task 10 ß"]}
    for how, gone in lost.items():
        for name in gone:
            mailbox.delete(by[name], how)
        told["removed"] += gone
    for name in names[20:22]:
        mailbox.move(by[name], family.id)
    change(mailbox, by[names[25]], who, JobTitle="Changed by sync")
    change(mailbox, by[names[26]], who, CompanyName="Changed & Co", Nickname="Sync")
    put_entry(by[names[27]], "PhoneNumbers", "MobilePhone", None)
    mailbox.touch(by[names[27]], who)
    for name in ("Event 5 – Prüfung", "Meeting 2"):
        later = {part: stamp(parse_time(text_of(by[name], part)) + timedelta(hours=1)) for part in ("Start", "End")}
        change(mailbox, by[name], who, **later)
    change_occurrence(mailbox, by["Series 5"], 2, who, Subject="again")
    occurrences.remove(mailbox, occurrences.Occurrence(by["Series 2"], starts(by["Series 2"])[1]), who)
    change(mailbox, by["Task 4 ß"], who, Importance="High")
    told["modified"] += ["Event 5 – Prüfung", "Meeting 2", "Series 5", "Series 2", "Task 4 ß"]
    return {what: sorted(titles) for what, titles in told.items()}


def purge(mailbox):
    """Deletes for good what lies in Deleted and Recoverable Items."""
    for name in ("deleteditems", "recoverableitemsdeletions", "recoverableitemspurges"):
        for item in mailbox.items_in(mailbox.known(name).id):
            mailbox.delete(item, "HardDelete")
    for item in mailbox.items_in(mailbox.known("recoverableitemspurges").id):
        mailbox.delete(item, "HardDelete")
