import type { Capabilities, Connector, ConnectorPorts } from '../connector.ts';
import { createExchangeConnector } from '../exchange/create-exchange-connector.ts';
import { DEFAULT_LIMITS } from '../http/limits.ts';
import { requireAccountUrl } from '../http/origins.ts';
import { findCollections } from './collections.ts';
import { createEwsHttp } from './ews-http.ts';
import type { EwsSession } from './ews-session.ts';
import { fetchNow } from './fetch-now.ts';
import { findByUid } from './find-by-uid.ts';
import { findSetAside } from './find-set-aside.ts';
import { productOf } from './product.ts';
import { readChanges } from './read-changes.ts';
import type { EwsSettings } from './settings.ts';
import { createItem } from './write/create-item.ts';
import { deleteItem } from './write/delete-item.ts';
import { moveItem } from './write/move-item.ts';
import { updateItem } from './write/update-item.ts';

/** A connector for one mailbox on an Exchange Server; nothing is sent before the first call. Throws at once where the URL can't be used. */
export function createEwsConnector(settings: EwsSettings, ports: ConnectorPorts): Connector {
  const url = requireAccountUrl(settings.url);
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const session: EwsSession = { limits, ports, http: createEwsHttp(url, settings, limits, ports) };
  return createExchangeConnector(session, { probe, findCollections, readChanges, fetchNow, findByUid, createItem, updateItem, deleteItem, findSetAside, moveItem });
}

async function probe(session: EwsSession, signal: AbortSignal): Promise<Capabilities> {
  return capabilitiesOf(await findCollections(session, signal));
}

/** What EWS cannot show of a mailbox, or is not asked for. */
const NOT_CAPTURED = [
  'last-modifier-is-a-name', 'properties-known-by-name-alone', 'attachments-not-captured', 'archive-not-captured', 'shared-not-captured', 'public-folders-not-captured',
];

function capabilitiesOf(found: Awaited<ReturnType<typeof findCollections>>): Capabilities {
  return {
    canWrite: found.collections.some((collection) => !collection.readOnly),
    incremental: true,
    // Every write says SendToNone.
    scheduling: 'none',
    product: productOf(found.version),
    notCaptured: [...NOT_CAPTURED, ...(found.hasRecoverable ? [] : ['recoverable-items-not-allowed'])],
    keys: 'given',
    undelete: 'move',
  };
}
