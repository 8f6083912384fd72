import type { Capabilities, Connector, ConnectorPorts } from '../connector.ts';
import { createExchangeConnector } from '../exchange/create-exchange-connector.ts';
import { type FoundCollections, findCollections, requireMailbox } from './collections.ts';
import { fetchNow, findByUid } from './fetch-now.ts';
import { createGraphSession } from './graph-session.ts';
import { moveItem } from './move-item.ts';
import { readChanges } from './read-changes.ts';
import { findSetAside } from './set-aside.ts';
import type { GraphSession } from './session.ts';
import type { GraphSettings } from './settings.ts';
import { createItem } from './create-item.ts';
import { deleteItem, updateItem } from './change-item.ts';

/** A connector for one mailbox of Exchange Online; nothing is sent before the first call. Throws at once where the URL can't be used. */
export function createGraphConnector(settings: GraphSettings, ports: ConnectorPorts): Connector {
  const protocol = { probe, findCollections, readChanges, fetchNow, findByUid, createItem, updateItem, deleteItem, findSetAside, moveItem };
  return createExchangeConnector(createGraphSession(settings, ports), protocol);
}

async function probe(session: GraphSession, signal: AbortSignal): Promise<Capabilities> {
  await requireMailbox(session, signal);
  return capabilitiesOf(await findCollections(session, signal));
}

const NOT_CAPTURED: readonly string[] = [
  'recoverable-items-not-shown', 'last-modifier-is-a-name', 'properties-known-by-name-alone', 'todo-has-no-mapi', 'attachments-not-captured',
  'archive-not-captured', 'shared-not-captured', 'public-folders-not-captured', 'audit-not-read',
];

function capabilitiesOf(found: FoundCollections): Capabilities {
  return {
    canWrite: true,
    incremental: true,
    // Whatever is done to an event with guests, they are told; nothing keeps Graph silent.
    scheduling: 'strip-only',
    product: 'exchange-online',
    notCaptured: [found.showsDeleted ? 'deleted-items-partly-shown' : 'deleted-items-not-shown', ...(found.showsTasks ? [] : ['todo-not-shown']), ...NOT_CAPTURED],
    keys: 'given',
    undelete: found.showsDeleted ? 'copy' : 'none',
  };
}
