"""The HTTP and SOAP of the server: sign-in, envelopes, faults, Autodiscover, and what a test asks to go wrong."""

import base64
import json
import sys
import time
import traceback
import xml.etree.ElementTree as ET
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import folders
import items
import others
import sync
from sample import damage, purge
from schema import S, T, EwsError, local, m
from store import stamp

OPERATIONS = {
    "GetFolder": folders.get_folder, "FindFolder": folders.find_folder, "CreateFolder": folders.create_folder, "UpdateFolder": folders.update_folder,
    "DeleteFolder": folders.delete_folder, "SyncFolderHierarchy": sync.sync_folder_hierarchy, "SyncFolderItems": sync.sync_folder_items,
    "GetItem": items.get_item, "FindItem": items.find_item, "CreateItem": items.create_item, "UpdateItem": items.update_item, "DeleteItem": items.delete_item,
    "MoveItem": items.move_item, "CopyItem": items.copy_item, "ExportItems": items.export_items, "UploadItems": items.upload_items,
    "CreateAttachment": items.create_attachment, "GetAttachment": items.get_attachment, "DeleteAttachment": items.delete_attachment,
    "GetUserConfiguration": others.get_user_configuration, "GetServerTimeZones": others.get_server_time_zones, "ResolveNames": others.resolve_names,
}
VERSIONS = {"Exchange2007", "Exchange2007_SP1", "Exchange2010", "Exchange2010_SP1", "Exchange2010_SP2", "Exchange2013", "Exchange2013_SP1", "Exchange2015", "Exchange2016", "Exchange2019", "V2017_07_11"}
_XML = "text/xml; charset=utf-8"


class EwsServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, mailbox, users, check=None):
        super().__init__(("127.0.0.1", port), Handler)
        self.mailbox, self.users, self.check, self.calls, self.faults, self.invalid, self.short_page, self.saved, self.lies = mailbox, users, check, [], [], [], None, {}, False

    def handle_error(self, request, client_address):
        """A client that was killed is no news; anything else is kept for the test to see."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            self.invalid.append(f"server: {traceback.format_exc(limit=-2)}")

    def fault_for(self, operation):
        """What is to go wrong with this call, if anything."""
        for fault in self.faults:
            if fault["op"] in (operation, "*") and fault.get("times", 1) > 0:
                if fault.get("after", 0) > 0:
                    fault["after"] -= 1
                    continue
                fault["times"] = fault.get("times", 1) - 1
                return fault
        return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Microsoft-IIS/10.0"
    sys_version = ""

    def log_message(self, *_):
        """Says nothing: what happened stands in the server's own log."""

    def do_GET(self):
        if self.path.lower().startswith("/autodiscover/autodiscover.json"):
            self._send(200, json.dumps({"Protocol": "EWS", "Url": self._url()}).encode(), "application/json")
        elif self._user() is not None:
            self._send(200, b"<html><body>Service</body></html>", "text/html")

    do_HEAD = do_GET

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/control":
            self._send(200, json.dumps(control(self.server, json.loads(body))).encode(), "application/json")
            return
        who = self._user()
        if who is None:
            return
        if self.path.lower().startswith("/autodiscover/autodiscover.xml"):
            self._send(200, autodiscover(self.server.mailbox, self._url()).encode(), _XML)
        elif self.path.lower() == "/ews/exchange.asmx":
            self._answer(body, who)
        else:
            self._send(404, b"", "text/html")

    def _url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}/EWS/Exchange.asmx"

    def _user(self):
        given = self.headers.get("Authorization") or ""
        if given.startswith("Basic "):
            user, _, password = base64.b64decode(given[6:]).decode().partition(":")
            if self.server.users.get(user, (None,))[0] == password:
                return self.server.users[user][1]
        self._send(401, b"", "text/html", {"WWW-Authenticate": 'Basic realm="exchange.example.test"'})
        return None

    def _answer(self, body, who):
        started, operation = time.time(), "?"
        try:
            envelope = ET.fromstring(body)
            request = envelope.find(f"{{{S}}}Body")[0]
            operation = local(request)
        except (ET.ParseError, TypeError, IndexError):
            self._fault("ErrorSchemaValidation", "The request failed schema validation.", operation)
            return
        fault = self.server.fault_for(operation) or {}
        if self.server.check is not None:
            self.server.invalid += [f"request {operation}: {problem}" for problem in self.server.check(body)]
        if fault.get("do") in ("busy", "unavailable", "close-before"):
            self.server.calls.append({"op": operation, "at": started, "fault": fault["do"]})
            self._refuse(fault, operation)
            return
        try:
            status, answer = 200, self._carry_out(envelope, request, operation, who)
        except EwsError as error:
            status, answer = 500, fault_body(error.code, error.text)
        except Exception:
            self.server.invalid.append(f"server {operation}: {traceback.format_exc(limit=-2)}")
            status, answer = 500, fault_body("ErrorInternalServerError", "An internal server error occurred. The operation failed.")
        if self.server.check is not None:
            self.server.invalid += [f"answer {operation}: {problem}" for problem in self.server.check(answer)]
        codes = sorted({part.split("<")[0] for part in answer.decode().split("<m:ResponseCode>")[1:]})
        self.server.calls.append({"op": operation, "at": started, "fault": fault.get("do"), "codes": codes})
        if fault.get("do") == "close-after":
            self.close_connection = True
            self.connection.shutdown(2)
        elif fault.get("do") == "delete-first":
            with self.server.mailbox.lock:
                folder = self.server.mailbox.known(fault.get("folder", "contacts"))
                self.server.mailbox.delete(self.server.mailbox.items_in(folder.id)[fault.get("at", 0)], "SoftDelete")
            self._send(status, answer, _XML)
        elif fault.get("do") == "cut":
            self._send(status, answer[: len(answer) * 2 // 3], _XML, {"Content-Length": str(len(answer))})
            self.close_connection = True
            self.connection.shutdown(2)
        else:
            self._send(status, answer, _XML)

    def _carry_out(self, envelope, request, operation, who):
        version = envelope.find(f"{{{S}}}Header/{{{T}}}RequestServerVersion")
        if version is not None and version.get("Version") not in VERSIONS:
            raise EwsError("ErrorInvalidServerVersion", "The specified server version is invalid.")
        if operation not in OPERATIONS:
            raise EwsError("ErrorInvalidRequest", "The request is invalid.")
        acting = envelope.find(f".//{{{T}}}ConnectingSID")
        if acting is not None and acting[0].text.lower() != self.server.mailbox.address.lower():
            raise EwsError("ErrorNonExistentMailbox", "The SMTP address has no mailbox associated with it.")
        with self.server.mailbox.lock:
            call = SimpleNamespace(mailbox=self.server.mailbox, who=who, short_page=self.server.short_page, lies=self.server.lies)
            return respond(OPERATIONS[operation](call, request), operation)

    def _refuse(self, fault, operation):
        if fault["do"] == "close-before":
            self.close_connection = True
            self.connection.shutdown(2)
        elif fault["do"] == "unavailable":
            self._send(503, b"", "text/html", {"Retry-After": "1"})
        else:
            self._fault("ErrorServerBusy", "The server cannot service this request right now. Try again later.", operation, {"BackOffMilliseconds": str(fault.get("ms", 400))})

    def _fault(self, code, text, operation, values=()):
        self._send(500, fault_body(code, text, values), _XML)

    def _send(self, status, body, kind, headers=None):
        self.send_response(status)
        for name, text in {"Content-Type": kind, "Content-Length": str(len(body)), "request-id": "00000000-0000-4000-8000-000000000000", "X-FEServer": "EX01", **(headers or {})}.items():
            self.send_header(name, text)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def respond(ones, operation):
    """The envelope of an answer, each part of it with its own failure."""
    root = ET.Element(m(operation + "Response"))
    messages = ET.SubElement(root, m("ResponseMessages"))
    for one in ones:
        message = ET.SubElement(messages, m(operation + "ResponseMessage"), {"ResponseClass": "Success"})
        try:
            children = one()
            ET.SubElement(message, m("ResponseCode")).text = "NoError"
        except EwsError as error:
            message.set("ResponseClass", "Error")
            ET.SubElement(message, m("MessageText")).text = error.text
            ET.SubElement(message, m("ResponseCode")).text = error.code
            ET.SubElement(message, m("DescriptiveLinkKey")).text = "0"
            children = getattr(one, "when_failed", lambda: [])()
        message.extend(children)
    return envelope_of(ET.tostring(root, encoding="unicode"))


def envelope_of(body):
    version = f'<t:ServerVersionInfo xmlns:t="{T}" MajorVersion="15" MinorVersion="2" MajorBuildNumber="2562" MinorBuildNumber="17" Version="V2017_07_11"/>'
    return f'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{S}"><s:Header>{version}</s:Header><s:Body>{body}</s:Body></s:Envelope>'.encode()


def fault_body(code, text, values=()):
    extra = "".join(f'<t:Value Name="{name}">{value}</t:Value>' for name, value in dict(values).items())
    xml = f'<t:MessageXml xmlns:t="{T}">{extra}</t:MessageXml>' if extra else ""
    errors = "http://schemas.microsoft.com/exchange/services/2006/errors"
    return envelope_of(
        f'<s:Fault><faultcode xmlns:a="{T}">a:{code}</faultcode><faultstring xml:lang="en-US">{text}</faultstring><detail>'
        f'<e:ResponseCode xmlns:e="{errors}">{code}</e:ResponseCode><e:Message xmlns:e="{errors}">{text}</e:Message>{xml}</detail></s:Fault>'
    )


def autodiscover(mailbox, url):
    outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"
    return (
        '<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">'
        f'<Response xmlns="{outlook}"><User><DisplayName>{mailbox.owner}</DisplayName></User><Account><AccountType>email</AccountType><Action>settings</Action>'
        f"<Protocol><Type>EXCH</Type><EwsUrl>{url}</EwsUrl></Protocol><Protocol><Type>EXPR</Type><EwsUrl>{url}</EwsUrl></Protocol></Account></Response></Autodiscover>"
    )


def control(server, asked):
    """What a test may ask: the store as it is, the log, and what shall go wrong."""
    with server.mailbox.lock:
        if "faults" in asked:
            server.faults = asked["faults"]
        if "shortPage" in asked:
            server.short_page, server.lies = asked["shortPage"], asked.get("lies", False)
        if asked.get("expireSyncStates"):
            server.mailbox.sync_epoch += 1
        if "save" in asked:
            server.saved[asked["save"]] = server.mailbox.save()
        if "load" in asked:
            server.mailbox.load(server.saved[asked["load"]])
        if asked.get("clearLog"):
            server.calls, server.mailbox.sent = [], []
        told = damage(server.mailbox) if asked.get("damage") else None
        if asked.get("purge"):
            purge(server.mailbox)
        return {"told": told, "items": [dump(server.mailbox, item) for item in server.mailbox.items.values()], "sent": server.mailbox.sent, "calls": server.calls, "invalid": server.invalid}


def dump(mailbox, item):
    text = lambda element: ET.tostring(element, encoding="unicode").split(">", 1)[-1].rpartition("</")[0] or "|".join(element.attrib.values())
    fields = {name: text(element) for name, element in item.fields.items()}
    return {"id": item.id, "kind": item.kind, "folder": mailbox.folders[item.folder].distinguished or mailbox.folders[item.folder].name, "fields": fields,
            "ext": {str(key): value for key, value in item.ext.items()}, "searchKey": item.search_key.hex(),
            "attachments": [[one["name"], one["photo"], len(one["content"])] for one in item.attachments],
            "exceptions": {stamp(start): {name: text(element) for name, element in one.fields.items()} for start, one in item.exceptions.items()},
            "deletedOccurrences": sorted(map(stamp, item.deleted_occurrences))}
