"""What exchangelib, a client that nobody here wrote, does with a mailbox: one line of JSON a step, with what went wrong or nothing."""

import json
import sys
import traceback
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from exchangelib import DELEGATE, NTLM, Account, Attendee, CalendarItem, Configuration, Contact, Credentials, EWSDateTime, EWSTimeZone, Mailbox, Task, UTC, Version, Build
from exchangelib.errors import ErrorIrresolvableConflict, ErrorItemNotFound, ErrorStaleObject
from exchangelib.indexed_properties import EmailAddress, PhoneNumber, PhysicalAddress
from exchangelib.items import HARD_DELETE, SOFT_DELETE

url, user, password = sys.argv[1:4]
steps = []


def step(function):
    steps.append(function)
    return function


def same(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what}: found {found!r}, wanted {wanted!r}")


FULL = dict(
    file_as="Lovelace, Ada",
    display_name="Ada Lovelace",
    given_name="Ada",
    initials="A.K.L.",
    middle_name="King",
    nickname="Enchantress",
    company_name="Analytical Engines",
    assistant_name="Charles",
    birthday=date(1815, 12, 10),
    business_homepage="https://example.test/ada",
    children=["Byron", "Anne"],
    companies=["Analytical Engines", "Numbers"],
    department="Programs",
    generation="I",
    job_title="Programmer",
    manager="Augusta",
    mileage="12",
    office="Room 3",
    postal_address_index="Business",
    profession="Mathematician",
    spouse_name="William",
    surname="Lovelace",
    wedding_anniversary=date(1835, 7, 8),
    categories=["Friends", "Numbers"],
    importance="High",
    sensitivity="Private",
    email_addresses=[EmailAddress(label=f"EmailAddress{at}", email=f"ada.{at}@example.test") for at in (1, 2, 3)],
    phone_numbers=[PhoneNumber(label=label, phone_number=f"+44 20 7946 0{at:03}") for at, label in enumerate(
        ["AssistantPhone", "BusinessFax", "BusinessPhone", "BusinessPhone2", "Callback", "CarPhone", "CompanyMainPhone", "HomeFax", "HomePhone", "HomePhone2",
         "Isdn", "MobilePhone", "OtherFax", "OtherTelephone", "Pager", "PrimaryPhone", "RadioPhone", "Telex", "TtyTddPhone"])],
    physical_addresses=[PhysicalAddress(label=label, street=f"{label} Street 1", city="London", state="Middlesex", country="England", zipcode="W1") for label in ("Home", "Business", "Other")],
)


@step
def list_with_pages():
    names = [contact.display_name for contact in account.contacts.all().only("display_name")]
    paged = [contact.display_name for contact in query_of(7)]
    same(sorted(paged, key=str), sorted(names, key=str), "the same list in pages of 7")
    if len(names) < 20:
        raise AssertionError(f"only {len(names)} contacts")


def query_of(size):
    query = account.contacts.all().only("display_name").order_by("display_name")
    query.page_size = size
    return query


@step
def find_with_a_restriction():
    contact = account.contacts.all()[0]
    same([one.id for one in account.contacts.filter(display_name=contact.display_name, given_name=contact.given_name)], [contact.id], "the one of that name")


@step
def list_folders():
    classes = {folder.CONTAINER_CLASS for folder in account.root.walk() if folder.CONTAINER_CLASS}
    for wanted in ("IPF.Contact", "IPF.Appointment", "IPF.Task"):
        if wanted not in classes:
            raise AssertionError(f"no folder of {wanted} among {classes}")


@step
def create_with_every_field():
    made = Contact(account=account, folder=account.contacts, **FULL).save()
    found = account.contacts.get(id=made.id)
    for name, wanted in FULL.items():
        value = getattr(found, name)
        if name == "birthday" or name == "wedding_anniversary":
            value = date(value.year, value.month, value.day)
        if isinstance(wanted, list):
            same(sorted(map(str, value or [])), sorted(map(str, wanted)), name)
        else:
            same(value, wanted, name)
    state["made"] = found


@step
def sync_page_by_page():
    folder = account.contacts
    seen = [item.id for change, item in folder.sync_items(only_fields=["display_name"], max_changes_returned=10)]
    same(len(set(seen)), folder.all().count(), "items of the first sync")
    made = Contact(account=account, folder=folder, display_name="Grace Hopper", given_name="Grace", surname="Hopper").save()
    changes = [(change, item.id) for change, item in folder.sync_items()]
    same(changes, [("create", made.id)], "the change since")
    made.job_title = "Admiral"
    made.save(update_fields=["job_title"])
    same([(change, item.id) for change, item in folder.sync_items()], [("update", made.id)], "the change since")
    key = made.id
    made.delete()
    same([(change, item.id) for change, item in folder.sync_items()], [("delete", key)], "the change since")


@step
def sync_the_folders():
    list(account.root.sync_hierarchy())
    same(list(account.root.sync_hierarchy()), [], "changes of folders since")


@step
def update():
    made = account.contacts.get(id=state["made"].id)
    made.job_title = "Countess"
    made.phone_numbers = [PhoneNumber(label="MobilePhone", phone_number="+44 7700 900999")]
    made.save(update_fields=["job_title", "phone_numbers"])
    found = account.contacts.get(id=made.id)
    same(found.job_title, "Countess", "job title")
    same({one.label: one.phone_number for one in found.phone_numbers if one.phone_number}, {"MobilePhone": "+44 7700 900999"}, "phone numbers")
    same(found.given_name, "Ada", "given name")


@step
def refuse_a_stale_change_key():
    stale = account.contacts.get(id=state["made"].id)
    fresh = account.contacts.get(id=state["made"].id)
    fresh.job_title = "Fresh"
    fresh.save(update_fields=["job_title"])
    stale.job_title = "Stale"
    try:
        stale.save(update_fields=["job_title"], conflict_resolution="NeverOverwrite")
    except (ErrorIrresolvableConflict, ErrorStaleObject):
        same(account.contacts.get(id=fresh.id).job_title, "Fresh", "job title")
    else:
        raise AssertionError("a stale change key was taken")


@step
def export_and_upload():
    made = account.contacts.get(id=state["made"].id)
    (stream,) = account.export([made])
    (copy,) = account.upload([(account.contacts, stream)])
    found = account.contacts.get(id=copy[0] if isinstance(copy, tuple) else copy.id)
    same((found.given_name, found.surname, found.job_title, sorted(found.categories)), ("Ada", "Lovelace", "Fresh", ["Friends", "Numbers"]), "what was uploaded")
    found.delete()


@step
def delete_softly_and_move_back():
    made = Contact(account=account, folder=account.contacts, display_name="Soft Deleted", given_name="Soft", surname="Deleted").save()
    change_key = account.contacts.get(id=made.id).changekey
    account.bulk_delete([made], delete_type=SOFT_DELETE)
    same(list(account.contacts.filter(surname="Deleted")), [], "what stands there")
    lying = account.recoverable_items_deletions.all().filter(item_class="IPM.Contact")
    (there,) = [one for one in lying if one.changekey == change_key]
    there.account = account
    there.move(account.contacts)
    (back,) = list(account.contacts.filter(surname="Deleted"))
    same(back.changekey, change_key, "change key")
    state["back"] = back


@step
def delete_hard():
    key = state["back"].id
    state["back"].delete()
    (answer,) = list(account.fetch([(key, None)]))
    if not isinstance(answer, ErrorItemNotFound):
        raise AssertionError(f"still there: {answer!r}")


@step
def move_to_trash_and_back():
    made = Contact(account=account, folder=account.contacts, display_name="To Trash", given_name="To", surname="Trash").save()
    made.move_to_trash()
    (there,) = [one for one in account.trash.all() if getattr(one, "surname", None) == "Trash"]
    there.move(account.contacts)
    same(len(list(account.contacts.filter(surname="Trash"))), 1, "back in its folder")


@step
def events_with_a_calendar_view():
    start = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)
    begin = EWSDateTime.from_datetime(start).astimezone(UTC)
    event = CalendarItem(account=account, folder=account.calendar, subject="Silent", start=begin, end=begin + timedelta(hours=1), required_attendees=[Attendee(mailbox=Mailbox(email_address="guest@example.test"), response_type="Unknown")])
    event.save(send_meeting_invitations="SendToNone")
    seen = [one.subject for one in account.calendar.view(start=begin - timedelta(days=1), end=begin + timedelta(days=1)) if one.subject == "Silent"]
    same(seen, ["Silent"], "the event in the view")
    event.subject = "Still silent"
    event.save(update_fields=["subject"], send_meeting_invitations="SendToNone")
    event.delete(send_meeting_cancellations="SendToNone")


@step
def tasks():
    task = Task(account=account, folder=account.tasks, subject="Count", status="InProgress", percent_complete=Decimal(50)).save()
    found = account.tasks.get(id=task.id)
    same((found.subject, found.status, int(found.percent_complete)), ("Count", "InProgress", 50), "the task")
    found.complete()
    same(account.tasks.get(id=task.id).status, "Completed", "the status of a task that is done")
    account.tasks.get(id=task.id).delete(affected_task_occurrences="AllOccurrences")


@step
def sign_in_by_ntlm():
    other = Account(primary_smtp_address=user, config=Configuration(service_endpoint=url, credentials=Credentials(user, password), version=Version(build=Build(15, 1)), auth_type=NTLM), autodiscover=False, access_type=DELEGATE)
    same(other.contacts.all().count(), account.contacts.all().count(), "contacts")


state = {}
configuration = Configuration(service_endpoint=url, credentials=Credentials(user, password), version=Version(build=Build(15, 1)))
account = Account(primary_smtp_address=user, config=configuration, autodiscover=False, access_type=DELEGATE, default_timezone=EWSTimeZone("UTC"))
for one in steps:
    try:
        one()
        problem = ""
    except Exception as error:  # every step is tried, and told of
        problem = f"{type(error).__name__}: {error}\n{traceback.format_exc(limit=-3)}"
    print(json.dumps({"step": one.__name__.replace("_", " "), "problem": problem}), flush=True)
