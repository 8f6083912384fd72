"""A mailbox in memory: folders, items, the log of changes that SyncFolderItems answers from, and everything that would have been sent."""

import base64
import itertools
import os
import pickle
import threading
from datetime import datetime, timezone

from schema import EwsError

_MAILBOX = os.urandom(24)


def now():
    return datetime.now(timezone.utc).replace(microsecond=0)


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class Folder:
    def __init__(self, id_, change_key, parent, folder_class, name, distinguished=None):
        self.id, self.change_key, self.parent, self.folder_class, self.name, self.distinguished = id_, change_key, parent, folder_class, name, distinguished
        self.ext, self.search = {}, False


class Item:
    def __init__(self, kind):
        self.kind = kind
        self.id = self.change_key = self.folder = self.search_key = self.created = self.modified = self.modifier = self.creator = None
        self.fields, self.ext, self.attachments = {}, {}, []
        self.exceptions, self.deleted_occurrences = {}, set()
        self.last_parent, self.serial, self.changes, self.requests_sent = None, 0, 1, False


class Mailbox:
    def __init__(self, address, owner):
        self.address, self.owner, self.lock = address, owner, threading.RLock()
        self.folders, self.items, self.log, self.sent, self.configurations = {}, {}, [], [], {}
        self._numbers, self.sync_epoch = itertools.count(1), 1
        root = self.add_folder(None, None, "Root", "root")
        top = self.add_folder(root.id, None, "Top of Information Store", "msgfolderroot")
        for name, class_, known in (
            ("Inbox", "IPF.Note", "inbox"), ("Calendar", "IPF.Appointment", "calendar"), ("Contacts", "IPF.Contact", "contacts"), ("Tasks", "IPF.Task", "tasks"),
            ("Deleted Items", "IPF.Note", "deleteditems"), ("Drafts", "IPF.Note", "drafts"), ("Sent Items", "IPF.Note", "sentitems"),
            ("Outbox", "IPF.Note", "outbox"), ("Junk Email", "IPF.Note", "junkemail"), ("Notes", "IPF.StickyNote", "notes"), ("Journal", "IPF.Journal", "journal"),
        ):
            self.add_folder(top.id, class_, name, known)
        dumpster = self.add_folder(root.id, None, "Recoverable Items", "recoverableitemsroot")
        for name, known in (("Deletions", "recoverableitemsdeletions"), ("Versions", "recoverableitemsversions"), ("Purges", "recoverableitemspurges")):
            self.add_folder(dumpster.id, None, name, known)
        contacts = self.known("contacts").id
        self.add_folder(contacts, "IPF.Contact.RecipientCache", "Recipient Cache", None)
        self.add_folder(contacts, "IPF.Contact.GalContacts", "GAL Contacts", None)
        self.add_folder(root.id, "IPF.Contact", "AllContacts", None).search = True

    def new_id(self, prefix=b"\x00\x03\x24\x00"):
        """An opaque id; the counter at its end makes some of them differ in case alone."""
        return base64.b64encode(prefix + _MAILBOX + b"\x01\x00" + next(self._numbers).to_bytes(6, "big")).decode()

    def new_change_key(self):
        return base64.b64encode(b"\x11\x00\x00\x00\x16\x00\x00\x00" + _MAILBOX[:4] + next(self._numbers).to_bytes(6, "big")).decode()

    def add_folder(self, parent, class_, name, distinguished=None):
        folder = Folder(self.new_id(b"\x00\x03\x24\x01"), self.new_change_key(), parent, class_, name, distinguished)
        self.folders[folder.id] = folder
        self.note(folder.id, "folder", folder.id)
        return folder

    def known(self, name):
        for folder in self.folders.values():
            if folder.distinguished == name:
                return folder
        raise EwsError("ErrorFolderNotFound", "The specified folder could not be found in the store.")

    def folder(self, id_):
        if id_ not in self.folders:
            raise EwsError("ErrorFolderNotFound", "The specified folder could not be found in the store.")
        return self.folders[id_]

    def children(self, id_, deep=False):
        for folder in list(self.folders.values()):
            if folder.parent == id_:
                yield folder
                if deep:
                    yield from self.children(folder.id, True)

    def items_in(self, folder_id):
        return sorted((item for item in self.items.values() if item.folder == folder_id), key=lambda item: item.serial)

    def item(self, id_):
        if not valid_id(id_):
            raise EwsError("ErrorInvalidIdMalformed", "Id is malformed.")
        if id_ not in self.items:
            raise EwsError("ErrorItemNotFound", "The specified object was not found in the store.")
        return self.items[id_]

    def note(self, folder, op, id_):
        self.log.append((len(self.log) + 1, folder, op, id_))

    def put(self, item, folder_id, who):
        """A new item in a folder."""
        item.id, item.folder, item.change_key = self.new_id(), folder_id, self.new_change_key()
        item.search_key = item.search_key or os.urandom(16)
        item.created = item.created or now()
        item.creator = item.creator or who
        item.modified, item.modifier, item.serial = now(), who, next(self._numbers)
        self.items[item.id] = item
        self.note(folder_id, "create", item.id)
        return item

    def touch(self, item, who):
        item.change_key, item.modified, item.modifier = self.new_change_key(), now(), who
        item.changes += 1
        self.note(item.folder, "update", item.id)

    def move(self, item, folder_id):
        """The item in another folder, by another id; its change key and search key stay."""
        del self.items[item.id]
        self.note(item.folder, "delete", item.id)
        item.last_parent, item.id, item.folder, item.serial = item.folder, self.new_id(), folder_id, next(self._numbers)
        self.items[item.id] = item
        self.note(folder_id, "create", item.id)
        return item

    def copy(self, item, folder_id, who):
        twin = pickle.loads(pickle.dumps(item))
        for exception in twin.exceptions.values():
            exception.change_key = self.new_change_key()
        return self.put(twin, folder_id, who)

    def delete(self, item, how):
        deleted, deletions, purges = (self.known(name).id for name in ("deleteditems", "recoverableitemsdeletions", "recoverableitemspurges"))
        if how == "HardDelete" and item.folder == purges:
            del self.items[item.id]
            self.note(purges, "delete", item.id)
        elif how == "HardDelete":
            self.move(item, purges)
        elif how == "SoftDelete" or item.folder == deleted:
            self.move(item, deletions)
        else:
            self.move(item, deleted)


    def __getstate__(self):
        return {**self.__dict__, "lock": None}

    def save(self):
        return pickle.dumps(self)

    def load(self, saved):
        """Everything as it was saved, but for the numbers of ids, which go on."""
        kept = {name: value for name, value in pickle.loads(saved).__dict__.items() if name not in ("lock", "_numbers")}
        self.__dict__.update(kept)


def valid_id(id_):
    try:
        return base64.b64encode(base64.b64decode(id_, validate=True)).decode() == id_ and len(id_) > 20
    except (ValueError, TypeError):
        return False
