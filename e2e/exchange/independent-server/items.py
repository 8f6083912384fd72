"""Operations on items."""

import base64
import copy
import hmac
import os
import pickle
from xml.etree.ElementTree import Element

import occurrences
from folders import target
from render import Shape, attachment, render
from search import find
from schema import EwsError, local, m, make, t
from write import add_attachment, new_item, settle, update


def _items(*elements):
    found = Element(m("Items"))
    found.extend(elements)
    return found


def _id(item):
    return make(item.kind, None, make("ItemId", Id=item.id, ChangeKey=item.change_key))


def _guests(item):
    return [one.findtext(f"{t('Mailbox')}/{t('EmailAddress')}") for name in ("RequiredAttendees", "OptionalAttendees", "Resources") for one in item.fields.get(name, ())]


def _send(server, how, what, item):
    """Logs what would have gone out to the guests of an event."""
    if how and how != "SendToNone" and item.kind == "CalendarItem" and _guests(item):
        item.requests_sent = item.requests_sent or what == "request"
        server.mailbox.sent.append({"what": what, "item": item.id, "to": _guests(item)})


def _check_key(found, element):
    given = element.get("ChangeKey")
    if given and given != occurrences.change_key_of(found):
        raise EwsError("ErrorStaleObject", "The change key passed in the request does not match the current change key for the item.")


def get_item(server, request):
    shape = Shape(request.find(m("ItemShape")))
    for id_ in request.find(m("ItemIds")):
        yield _failing(lambda id_=id_: [_items(render(server.mailbox, occurrences.as_item(occurrences.find(server.mailbox, id_)), shape))], _items)


def _failing(one, *rest):
    one.when_failed = lambda: [make_() for make_ in rest]
    return one


def find_item(server, request):
    mailbox, shape = server.mailbox, Shape(request.find(m("ItemShape")), True)
    for parent in request.find(m("ParentFolderIds")):
        def one(parent=parent):
            found, offset, last, total = find(mailbox, target(mailbox, parent), request, server.short_page)
            root = Element(m("RootFolder"), {"IndexedPagingOffset": str(offset), "TotalItemsInView": str(total), "IncludesLastItemInRange": "true" if last or server.lies else "false"})
            root.append(make("Items", None, *(render(mailbox, item, shape) for item in found)))
            return [root]
        yield one


def create_item(server, request):
    mailbox, who = server.mailbox, server.who
    saved, invitations = request.find(m("SavedItemFolderId")), request.get("SendMeetingInvitations")
    for element in request.find(m("Items")):
        def one(element=element):
            kind = local(element)
            if kind == "CalendarItem" and invitations is None:
                raise EwsError("ErrorSendMeetingInvitationsRequired", "SendMeetingInvitations attribute is required for calendar items.")
            if kind == "Message" and request.get("MessageDisposition") is None:
                raise EwsError("ErrorMessageDispositionRequired", "MessageDisposition attribute is required for messages.")
            item = new_item(mailbox, element)
            default = {"Contact": "contacts", "DistributionList": "contacts", "CalendarItem": "calendar", "Task": "tasks"}.get(item.kind, "drafts")
            folder = mailbox.known(default) if saved is None else target(mailbox, saved[0])
            if item.kind == "CalendarItem" and folder.folder_class not in ("IPF.Appointment", None, "IPF.Note") or folder.search:
                raise EwsError("ErrorCannotCreateCalendarItemInNonCalendarFolder", "Calendar items are created in calendar folders.")
            if item.kind == "CalendarItem" and folder.folder_class != "IPF.Appointment":
                raise EwsError("ErrorCannotCreateCalendarItemInNonCalendarFolder", "Calendar items are created in calendar folders.")
            if item.kind in ("Contact", "DistributionList") and not (folder.folder_class or "").startswith("IPF.Contact"):
                raise EwsError("ErrorCannotCreateContactInNonContactFolder", "Contacts are created in contacts folders.")
            if item.kind == "Task" and folder.folder_class != "IPF.Task":
                raise EwsError("ErrorCannotCreateTaskInNonTaskFolder", "Tasks are created in task folders.")
            mailbox.put(item, folder.id, who)
            _send(server, invitations, "request", item)
            if kind == "Message" and request.get("MessageDisposition") != "SaveOnly":
                mailbox.sent.append({"what": "message", "item": item.id, "to": []})
            return [_items(_id(item))]
        yield _failing(one, _items)


def update_item(server, request):
    mailbox = server.mailbox
    resolution, send = request.get("ConflictResolution"), request.get("SendMeetingInvitationsOrCancellations")
    for change in request.find(m("ItemChanges")):
        def one(change=change):
            found = occurrences.find(mailbox, change[0])
            before = occurrences.as_item(found)
            if before.kind == "CalendarItem" and send is None:
                raise EwsError("ErrorSendMeetingInvitationsOrCancellationsRequired", "SendMeetingInvitationsOrCancellations attribute is required for calendar items.")
            given = change[0].get("ChangeKey")
            if not given and resolution != "AlwaysOverwrite":
                raise EwsError("ErrorChangeKeyRequired", "An object cannot be updated without its change key.")
            if given and given != before.change_key and resolution != "AlwaysOverwrite":
                raise EwsError("ErrorIrresolvableConflict", "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.")
            deleted = [mailbox.known(name).id for name in ("deleteditems", "recoverableitemsdeletions")]
            if before.kind == "CalendarItem" and send != "SendToNone" and found.item.folder in deleted:
                raise EwsError("ErrorCalendarCannotUpdateDeletedItem", "Deleted calendar items cannot be updated.")
            changed = copy.copy(before)
            changed.fields, changed.ext = dict(before.fields), dict(before.ext)
            for update_ in change.find(t("Updates")):
                update(changed, update_)
            settle(changed, before)
            if found.start is None:
                for name in ("fields", "ext", "exceptions", "deleted_occurrences", "search_key"):
                    setattr(found.item, name, getattr(changed, name))
            occurrences.save(mailbox, found, changed, server.who)
            _send(server, send, "update", found.item)
            conflicts = Element(m("ConflictResults"))
            conflicts.append(make("Count", "0"))
            return [_items(_id(occurrences.as_item(found))), conflicts]
        yield _failing(one, _items)


def delete_item(server, request):
    mailbox, how, send = server.mailbox, request.get("DeleteType"), request.get("SendMeetingCancellations")
    for id_ in request.find(m("ItemIds")):
        def one(id_=id_):
            found = occurrences.find(mailbox, id_)
            _check_key(found, id_)
            if found.item.kind == "CalendarItem" and send is None:
                raise EwsError("ErrorSendMeetingCancellationsRequired", "SendMeetingCancellations attribute is required for calendar items.")
            if found.item.kind == "Task" and request.get("AffectedTaskOccurrences") is None:
                raise EwsError("ErrorAffectedTaskOccurrencesRequired", "AffectedTaskOccurrences attribute is required for tasks.")
            _send(server, send, "cancellation", found.item)
            if found.start is None:
                mailbox.delete(found.item, how)
            else:
                occurrences.remove(mailbox, found, server.who)
            return []
        yield one


def _to_folder(server, request, act):
    mailbox, folder = server.mailbox, target(server.mailbox, request.find(m("ToFolderId"))[0])
    for id_ in request.find(m("ItemIds")):
        def one(id_=id_):
            found = occurrences.find(mailbox, id_)
            if found.start is not None:
                raise EwsError("ErrorCalendarCannotMoveOrCopyOccurrence", "An occurrence cannot be moved or copied.")
            _check_key(found, id_)
            if folder.search:
                raise EwsError("ErrorInvalidOperation", "Items cannot be moved to a search folder.")
            made = act(found.item, folder)
            return [_items(_id(made)) if request.findtext(m("ReturnNewItemIds")) != "false" else _items()]
        yield _failing(one, _items)


def move_item(server, request):
    return _to_folder(server, request, lambda item, folder: server.mailbox.move(item, folder.id))


def copy_item(server, request):
    return _to_folder(server, request, lambda item, folder: server.mailbox.copy(item, folder.id, server.who))


_SEAL = os.urandom(32)


def _sealed(raw):
    return hmac.digest(_SEAL, raw, "sha256") + raw


def _opened(data):
    """The stream of an export; one that this server did not make is never read."""
    if not hmac.compare_digest(hmac.digest(_SEAL, data[32:], "sha256"), data[:32]):
        raise EwsError("ErrorCorruptData", "The data is corrupt.")
    return data[32:]


def export_items(server, request):
    for id_ in request.find(m("ItemIds")):
        def one(id_=id_):
            item = server.mailbox.item(id_.get("Id"))
            data = Element(m("Data"))
            data.text = base64.b64encode(_sealed(pickle.dumps(item))).decode()
            found = make("ItemId", Id=item.id, ChangeKey=item.change_key)
            found.tag = m("ItemId")
            return [found, data]
        yield one


def upload_items(server, request):
    mailbox = server.mailbox
    for upload in request.find(m("Items")):
        def one(upload=upload):
            folder = mailbox.folder(upload.find(t("ParentFolderId")).get("Id"))
            named, action = upload.find(t("ItemId")), upload.get("CreateAction")
            item = pickle.loads(_opened(base64.b64decode(upload.findtext(t("Data")))))
            old = mailbox.items.get(named.get("Id")) if named is not None else None
            if action == "Update" and (old is None or old.folder != folder.id):
                raise EwsError("ErrorItemNotFound", "The specified object was not found in the store.")
            if action != "CreateNew" and old is not None and old.folder == folder.id:
                for name in ("fields", "ext", "attachments", "exceptions", "deleted_occurrences"):
                    setattr(old, name, getattr(item, name))
                mailbox.touch(old, server.who)
                item = old
            else:
                mailbox.put(item, folder.id, server.who)
            found = make("ItemId", Id=item.id, ChangeKey=item.change_key)
            found.tag = m("ItemId")
            return [found]
        yield one


def _attachments(*elements):
    found = Element(m("Attachments"))
    found.extend(elements)
    return found


def create_attachment(server, request):
    parent = request.find(m("ParentItemId"))
    for element in request.find(m("Attachments")):
        def one(element=element):
            found = occurrences.find(server.mailbox, make("ItemId", Id=parent.get("Id")))
            _check_key(found, parent)
            changed = copy.copy(occurrences.as_item(found))
            made = add_attachment(server.mailbox, changed, element)
            if found.start is None:
                found.item.attachments = changed.attachments
            occurrences.save(server.mailbox, found, changed, server.who)
            id_ = make("AttachmentId", Id=made["id"], RootItemId=parent.get("Id"), RootItemChangeKey=occurrences.change_key_of(found))
            parent.set("ChangeKey", "")
            return [_attachments(make("FileAttachment", None, id_))]
        yield _failing(one, _attachments)


def _owner(mailbox, id_):
    for item in mailbox.items.values():
        for holder in (item, *item.exceptions.values()):
            for one in holder.attachments:
                if one["id"] == id_:
                    return item, holder, one
    raise EwsError("ErrorItemNotFound", "The specified attachment was not found.")


def get_attachment(server, request):
    for id_ in request.find(m("AttachmentIds")):
        yield _failing(lambda id_=id_: [_attachments(attachment(_owner(server.mailbox, id_.get("Id"))[2], True))], _attachments)


def delete_attachment(server, request):
    for id_ in request.find(m("AttachmentIds")):
        def one(id_=id_):
            item, holder, gone = _owner(server.mailbox, id_.get("Id"))
            holder.attachments = [one for one in holder.attachments if one is not gone]
            server.mailbox.touch(item, server.who)
            return [Element(m("RootItemId"), {"RootItemId": item.id, "RootItemChangeKey": item.change_key})]
        yield one
