"""The small operations that clients ask for beside items and folders."""

import base64
from xml.etree.ElementTree import Element

from folders import target
from recurrence import ZONES
from schema import EwsError, m, make, t


def get_user_configuration(server, request):
    name = request.find(m("UserConfigurationName"))

    def one():
        folder, wanted = target(server.mailbox, name[0]), name.get("Name")
        data = server.mailbox.configurations.get((folder.id, wanted))
        if data is None:
            raise EwsError("ErrorItemNotFound", "The specified object was not found in the store.")
        found = Element(m("UserConfiguration"))
        own = make("UserConfigurationName", None, make("FolderId", Id=folder.id, ChangeKey=folder.change_key), Name=wanted)
        found.extend([own, make("XmlData", base64.b64encode(data).decode())])
        return [found]

    yield one


def get_server_time_zones(server, request):
    ids = [one.text for one in request.iter(t("Id"))] or list(ZONES)

    def one():
        found = Element(m("TimeZoneDefinitions"))
        for id_ in ids:
            if id_ in ZONES:
                period = make("Periods", None, make("Period", Bias="PT0S", Name="Standard", Id=f"trule:Microsoft/Registry/{id_}/1-Standard"))
                to = make("To", period[0].get("Id"), Kind="Period")
                group = make("TransitionsGroups", None, make("TransitionsGroup", None, make("Transition", None, to), Id="0"))
                transitions = make("Transitions", None, make("Transition", None, make("To", "0", Kind="Group")))
                found.append(make("TimeZoneDefinition", None, period, group, transitions, Id=id_, Name=id_))
        return [found]

    yield one


def resolve_names(server, request):
    def one():
        wanted = request.findtext(m("UnresolvedEntry")).lower().removeprefix("smtp:")
        if wanted not in server.mailbox.address.lower() and wanted not in server.mailbox.owner.lower():
            raise EwsError("ErrorNameResolutionNoResults", "No results were found.")
        found = Element(m("ResolutionSet"), {"TotalItemsInView": "1", "IncludesLastItemInRange": "true"})
        own = [make("Name", server.mailbox.owner), make("EmailAddress", server.mailbox.address), make("RoutingType", "SMTP"), make("MailboxType", "Mailbox")]
        found.append(make("Resolution", None, make("Mailbox", None, *own)))
        return [found]

    yield one
