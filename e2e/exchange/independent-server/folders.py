"""Operations on folders, and how a request names one."""

import copy

import mapi
from schema import FOLDER_TAG, EwsError, local, m, make, t


def target(mailbox, element):
    """The folder that a FolderId or DistinguishedFolderId names."""
    if local(element) == "DistinguishedFolderId":
        other = element.find(f"{t('Mailbox')}/{t('EmailAddress')}")
        if other is not None and other.text.lower() != mailbox.address.lower():
            raise EwsError("ErrorNonExistentMailbox", "The SMTP address has no mailbox associated with it.")
        return mailbox.known(element.get("Id"))
    return mailbox.folder(element.get("Id"))


def render_folder(mailbox, folder, shape):
    base = "IdOnly" if shape is None else shape.findtext(t("BaseShape"))
    asked = set() if shape is None else {one.get("FieldURI", "").partition(":")[2] for one in shape.iter(t("FieldURI"))}
    wants = lambda name: base != "IdOnly" or name in asked
    found = make(FOLDER_TAG.get(folder.folder_class, "SearchFolder" if folder.search else "Folder"))
    if folder.search:
        found.tag = t("SearchFolder")
    found.append(make("FolderId", Id=folder.id, ChangeKey=folder.change_key))
    if folder.parent and wants("ParentFolderId"):
        found.append(make("ParentFolderId", Id=folder.parent, ChangeKey=mailbox.folders[folder.parent].change_key))
    if folder.folder_class and wants("FolderClass"):
        found.append(make("FolderClass", folder.folder_class))
    if wants("DisplayName"):
        found.append(make("DisplayName", folder.name))
    if wants("TotalCount"):
        found.append(make("TotalCount", str(sum(1 for item in mailbox.items.values() if item.folder == folder.id))))
    if wants("ChildFolderCount"):
        found.append(make("ChildFolderCount", str(sum(1 for _ in mailbox.children(folder.id)))))
    for path in () if shape is None else shape.iter(t("ExtendedFieldURI")):
        value = _extended(mailbox, folder, mapi.key_of(path)[0])
        if value is not None:
            found.append(make("ExtendedProperty", None, copy.copy(path), make("Value", value)))
    if folder.distinguished and (base == "AllProperties" or "DistinguishedFolderId" in asked):
        found.append(make("DistinguishedFolderId", folder.distinguished))
    return found


def _extended(mailbox, folder, key):
    known = {("tag", 0x3613): folder.folder_class, ("tag", 0x3001): folder.name, ("tag", 0x10F4): "false", ("tag", 0x3601): "2" if folder.search else "1",
             ("tag", 0x3602): str(len(mailbox.items_in(folder.id))), ("tag", 0x360A): "true" if any(mailbox.children(folder.id)) else "false"}
    return folder.ext.get(key, known.get(key))


def get_folder(server, request):
    shape = request.find(m("FolderShape"))
    for id_ in request.find(m("FolderIds")):
        yield lambda id_=id_: [_folders(render_folder(server.mailbox, target(server.mailbox, id_), shape))]


def _folders(*elements):
    from xml.etree.ElementTree import Element
    found = Element(m("Folders"))
    found.extend(elements)
    return found


def find_folder(server, request):
    mailbox, deep = server.mailbox, request.get("Traversal") == "Deep"
    shape, page = request.find(m("FolderShape")), request.find(m("IndexedPageFolderView"))
    for parent in request.find(m("ParentFolderIds")):
        def one(parent=parent):
            found = list(mailbox.children(target(mailbox, parent).id, deep)) if request.get("Traversal") != "SoftDeleted" else []
            restriction = request.find(m("Restriction"))
            if restriction is not None:
                found = [folder for folder in found if _matches(mailbox, folder, restriction[0])]
            offset = int(page.get("Offset") or 0) if page is not None else 0
            most = int(page.get("MaxEntriesReturned") or 1000) if page is not None else 1000
            root = _folders()
            root.tag = m("RootFolder")
            root.attrib.update({"IndexedPagingOffset": str(min(offset + most, len(found))), "TotalItemsInView": str(len(found)), "IncludesLastItemInRange": "true" if offset + most >= len(found) else "false"})
            root.append(make("Folders", None, *(render_folder(mailbox, folder, shape) for folder in found[offset:offset + most])))
            return [root]
        yield one


def _matches(mailbox, folder, test):
    if local(test) in ("And", "Or"):
        return (all if local(test) == "And" else any)(_matches(mailbox, folder, one) for one in test)
    path, constant = test[0], next(test.iter(t("Constant")), None)
    name = path.get("FieldURI", "").partition(":")[2]
    value = {"FolderClass": folder.folder_class, "DisplayName": folder.name}.get(name) if name else _extended(mailbox, folder, mapi.key_of(path)[0])
    if local(test) == "Exists":
        return value is not None
    if local(test) == "Contains":
        return value is not None and (value.startswith(constant.get("Value")) if test.get("ContainmentMode") == "Prefixed" else constant.get("Value") in value)
    return value == constant.get("Value") if local(test) == "IsEqualTo" else value != constant.get("Value")


def create_folder(server, request):
    parent = target(server.mailbox, request.find(m("ParentFolderId"))[0])
    classes = {"ContactsFolder": "IPF.Contact", "CalendarFolder": "IPF.Appointment", "TasksFolder": "IPF.Task"}
    for element in request.find(m("Folders")):
        def one(element=element):
            name = element.findtext(t("DisplayName"))
            if any(folder.name == name for folder in server.mailbox.children(parent.id)):
                raise EwsError("ErrorFolderExists", "A folder with the specified name already exists.")
            made = server.mailbox.add_folder(parent.id, classes.get(local(element)) or element.findtext(t("FolderClass")) or "IPF.Note", name)
            return [_folders(render_folder(server.mailbox, made, None))]
        yield one


def update_folder(server, request):
    for change in request.find(m("FolderChanges")):
        def one(change=change):
            folder = target(server.mailbox, change[0])
            for update in change.find(t("Updates")):
                if update[0].get("FieldURI") == "folder:DisplayName":
                    folder.name = update[1].findtext(t("DisplayName"))
            folder.change_key = server.mailbox.new_change_key()
            server.mailbox.note(folder.id, "folder-update", folder.id)
            return [_folders(render_folder(server.mailbox, folder, None))]
        yield one


def delete_folder(server, request):
    for id_ in request.find(m("FolderIds")):
        def one(id_=id_):
            folder = target(server.mailbox, id_)
            if folder.distinguished:
                raise EwsError("ErrorDeleteDistinguishedFolder", "Distinguished folders cannot be deleted.")
            for gone in [*server.mailbox.children(folder.id, True), folder]:
                for item in server.mailbox.items_in(gone.id):
                    server.mailbox.delete(item, "SoftDelete")
                server.mailbox.folders.pop(gone.id)
                server.mailbox.note(gone.id, "folder-delete", gone.id)
            return []
        yield one
