import { createHash } from 'node:crypto';
import type { Connector } from '../connectors/connector.ts';
import { filesInMemory } from '../connectors/files/file-bytes.ts';
import { createFilesConnector } from '../connectors/files/files-connector.ts';
import type { ConnectorHarness } from './connector-harness.ts';
import { bodyFor, type DavProtocol } from './dav-harness.ts';

/** A harness over a folder of files, one item a file, which is read anew with each call. */
export function startFilesHarness(protocol: DavProtocol): Promise<ConnectorHarness> {
  const files = new Map<string, Buffer>();
  const now = (): Connector => {
    const given = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, bytes]) => ({ name, bytes }));
    const inFolder = filesInMemory(given).map((file) => ({ ...file, isNamed: false }));
    return createFilesConnector({ files: inFolder, digest: (bytes) => createHash('sha256').update(bytes).digest('hex'), mayBeEmpty: true });
  };
  const connector: Connector = {
    probe: (signal) => now().probe(signal),
    collections: (signal) => now().collections(signal),
    changes: (collection, known, signal) => now().changes(collection, known, signal),
    fetch: (collection, keys, signal) => now().fetch(collection, keys, signal),
    findByUid: (collection, uids, signal) => now().findByUid(collection, uids, signal),
    create: (collection, item, signal) => now().create(collection, item, signal),
    update: (collection, key, item, version, signal) => now().update(collection, key, item, version, signal),
    delete: (collection, key, version, signal) => now().delete(collection, key, version, signal),
    keyFor: (collection, seed) => now().keyFor(collection, seed),
    close: () => now().close(),
  };
  return Promise.resolve({
    connector,
    collection: '',
    format: protocol === 'carddav' ? 'vcard' : 'icalendar',
    extension: protocol === 'carddav' ? '.vcf' : '.ics',
    side: {
      put: async (name, body) => void files.set(name, Buffer.from(body)),
      remove: async (name) => void files.delete(name),
      read: async (name) => files.get(name) ?? null,
      names: async () => [...files.keys()],
    },
    body: (uid, title) => bodyFor(protocol, uid, title),
    // A file that holds one item names it.
    keyOf: (_collection, name) => name,
    goneCollection: (collection) => Promise.resolve({ ...collection, id: 'gone' }),
    close: () => Promise.resolve(),
  });
}
