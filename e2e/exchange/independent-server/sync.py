"""SyncFolderItems and SyncFolderHierarchy: what changed since an opaque state."""

import base64
import hashlib
import json
from xml.etree.ElementTree import Element

from folders import render_folder, target
from render import Shape, render
from schema import EwsError, local, m, make, t

_KEY = b"a state that nobody outside can make"


def _pack(state):
    raw = json.dumps(state).encode()
    return base64.b64encode(hashlib.sha256(_KEY + raw).digest()[:6] + raw[::-1]).decode()


def _unpack(mailbox, text, scope):
    try:
        data = base64.b64decode(text, validate=True)
        raw = data[6:][::-1]
        state = json.loads(raw)
        fits = hashlib.sha256(_KEY + raw).digest()[:6] == data[:6]
    except ValueError:
        fits, state = False, {}
    if not fits or state["scope"] != scope or state["epoch"] != mailbox.sync_epoch:
        raise EwsError("ErrorInvalidSyncStateData", "Synchronization state data is corrupt or otherwise invalid.")
    return state


def _answer(text, state, last_name, last, changes):
    sync, done, found = Element(m("SyncState")), Element(m(last_name)), Element(m("Changes"))
    sync.text, done.text = text if state is None else _pack(state), "true" if last else "false"
    found.extend(changes)
    return [sync, done] + ([] if state is None else [found])


def sync_folder_items(server, request):
    mailbox, old = server.mailbox, request.findtext(m("SyncState")) or ""

    def one():
        shape = Shape(request.find(m("ItemShape")), True)
        most = int(request.findtext(m("MaxChangesReturned")))
        if not 1 <= most <= 512:
            raise EwsError("ErrorSchemaValidation", "The request failed schema validation: MaxChangesReturned is out of range.")
        most = min(most, server.short_page or most)
        try:
            folder = target(mailbox, request.find(m("SyncFolderId"))[0])
        except EwsError:
            raise EwsError("ErrorSyncFolderNotFound", "The specified folder could not be found.") from None
        if folder.search:
            raise EwsError("ErrorInvalidOperation", "Search folders cannot be synchronized.")
        ignored = {one.get("Id") for one in request.find(m("Ignore")) or ()}
        state = _unpack(mailbox, old, folder.id) if old else {"scope": folder.id, "epoch": mailbox.sync_epoch, "at": len(mailbox.log), "before": 1 << 60}
        if state.get("before") is not None:
            there = [item for item in reversed(mailbox.items_in(folder.id)) if item.serial < state["before"]]
            page, last = there[:most], len(there) <= most
            changes = [make("Create", None, render(mailbox, item, shape)) for item in page if item.id not in ignored]
            state = {**state, "before": None if last else page[-1].serial}
            # What changed while the first list was read stays for the next call.
            return _answer(old, state, "IncludesLastItemInRange", server.lies or (last and state["at"] == len(mailbox.log)), changes)
        changes, at, last = _since(mailbox, folder.id, state["at"], most, ignored, shape)
        return _answer(old, {**state, "at": at}, "IncludesLastItemInRange", last, changes)

    one.when_failed = lambda: _answer("", None, "IncludesLastItemInRange", True, [])
    yield one


def _since(mailbox, folder_id, at, most, ignored, shape):
    order, first = {}, {}
    for number, folder, op, id_ in mailbox.log[at:]:
        if folder == folder_id and op in ("create", "update", "delete"):
            first.setdefault(id_, op)
            order[id_] = number
    changes, reached, pending = [], at, sorted(order.items(), key=lambda one: one[1])
    for index, (id_, number) in enumerate(pending):
        if len(changes) == most:
            return changes, reached, False
        reached = number
        item = mailbox.items.get(id_)
        there = item is not None and item.folder == folder_id
        if there and id_ not in ignored:
            changes.append(make("Create" if first[id_] == "create" else "Update", None, render(mailbox, item, shape)))
        elif not there and first[id_] != "create":
            changes.append(make("Delete", None, make("ItemId", Id=id_, ChangeKey="")))
    return changes, len(mailbox.log), True


def sync_folder_hierarchy(server, request):
    mailbox, old = server.mailbox, request.findtext(m("SyncState")) or ""

    def one():
        shape, given = request.find(m("FolderShape")), request.find(m("SyncFolderId"))
        root = mailbox.known("msgfolderroot") if given is None else target(mailbox, given[0])
        state = _unpack(mailbox, old, "tree of " + root.id) if old else {"scope": "tree of " + root.id, "epoch": mailbox.sync_epoch, "at": 0}
        below = {folder.id for folder in mailbox.children(root.id, True)}
        changed = {}
        for _, folder, op, id_ in mailbox.log[state["at"]:]:
            if op.startswith("folder") and (id_ in below or op == "folder-delete"):
                changed.setdefault(id_, op)
        changes = []
        for id_, op in changed.items():
            if id_ in below:
                changes.append(make("Create" if op == "folder" else "Update", None, render_folder(mailbox, mailbox.folders[id_], shape)))
            elif op != "folder":
                changes.append(make("Delete", None, make("FolderId", Id=id_)))
        return _answer(old, {**state, "at": len(mailbox.log)}, "IncludesLastFolderInRange", True, changes)

    one.when_failed = lambda: _answer("", None, "IncludesLastFolderInRange", True, [])
    yield one
