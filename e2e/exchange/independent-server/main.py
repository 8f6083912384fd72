"""
A small Exchange Web Services server, written from Microsoft's documentation and schema by somebody who had read neither this project's connector
nor its practice server, so that the connector meets another reading of the same pages. It is in-house work all the same, and no Exchange.

`python3 main.py PORT [SCHEMA.xsd]` prints where it listens; with a schema (and lxml) every message is held against it. POST /control takes what
a test asks for (server.py, `control`). Not there: notifications, delegates, public folders, archives, tasks that recur, conflicting meetings.
"""

import sys

from sample import fill
from server import EwsServer
from store import Mailbox


def schema_check(path):
    from lxml import etree
    schema = etree.XMLSchema(etree.parse(path))

    def check(message):
        try:
            document = etree.fromstring(message)
        except etree.XMLSyntaxError as error:
            return [str(error)]
        return [] if schema.validate(document) else [f"{error.message} at {error.path}" for error in schema.error_log][:3]

    return check


def main():
    mailbox = Mailbox("anna@example.test", "Anna Vogel")
    colours = b'<?xml version="1.0"?><categories default="Red" xmlns="CategoryList.xsd"><category name="Friends" color="4"/></categories>'
    mailbox.configurations[(mailbox.known("calendar").id, "CategoryList")] = colours
    users = {"anna@example.test": ("secret-1", "Anna Vogel"), "sync@example.test": ("secret-2", "Phone Sync")}
    fill(mailbox)
    server = EwsServer(int(sys.argv[1]), mailbox, users, schema_check(sys.argv[2]) if len(sys.argv) > 2 else None)
    print(f"http://127.0.0.1:{server.server_address[1]}/EWS/Exchange.asmx", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
