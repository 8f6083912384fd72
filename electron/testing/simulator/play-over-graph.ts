import { PRACTICE_ACCOUNT, startExchangeServer } from '../../demo/exchange-server/start-exchange-server.ts';
import type { Picture } from '../../demo/world/take-picture.ts';
import type { CaseContext } from '../../services/case-context.ts';
import { createCaseContext, createPorts, createSessionVault } from '../../services/engine.ts';
import { sessionReference } from '../../services/secrets.ts';
import { addSource } from '../../services/sources.ts';
import { systemClock } from '../../services/system-ports.ts';
import { takeSnapshots } from '../../services/take-snapshot.ts';

type Resource = Readonly<Record<string, unknown>>;

/** What the service says of an item, and no client may. */
const READ_ONLY = new Set(['@odata.etag', 'id', 'createdDateTime', 'lastModifiedDateTime', 'changeKey', 'parentFolderId', 'singleValueExtendedProperties']);

/**
 * Lets what was played in memory happen to the contacts of a mailbox on a server: every difference from one picture to the next is a
 * request of Graph, and after each the mailbox is captured as any other. Answers the case, which the caller closes, and the id that the
 * server gave to each key of the pictures.
 */
export async function playOverGraph(pictures: readonly Picture[], casePath: string): Promise<{ readonly context: CaseContext; readonly ids: ReadonlyMap<string, string> }> {
  const [first] = pictures;
  if (first === undefined) throw new Error('no picture');
  const { token = '', user } = PRACTICE_ACCOUNT;
  const server = await startExchangeServer({ clock: systemClock });
  const ids = new Map<string, string>();
  const send = async (method: string, path: string, body?: Resource): Promise<Resource> => {
    // As whoever asks for ids that stay.
    const headers = { 'authorization': `Bearer ${token}`, 'content-type': 'application/json', 'prefer': 'IdType="ImmutableId"' };
    const response = await fetch(`${server.graphUrl}/me/contacts${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${method} was answered with status ${response.status}`);
    return response.status === 204 ? {} : ((await response.json()) as Resource);
  };
  try {
    const vault = createSessionVault({});
    await vault.set(sessionReference(first.store), { type: 'bearer', token });
    const context = createCaseContext(casePath, undefined, '', createPorts(vault, () => Promise.reject(new Error('no practice server'))));
    addSource(context, { name: first.store, kind: 'graph', url: server.graphUrl, user });
    let before: ReadonlyMap<string, Resource> = new Map();
    for (const picture of pictures) {
      const after = contactsOf(picture);
      for (const key of before.keys()) if (!after.has(key)) await send('DELETE', `/${ids.get(key) ?? ''}`);
      for (const [key, resource] of after) {
        const old = before.get(key);
        if (old === undefined) ids.set(key, String((await send('POST', '', resource))['id']));
        else if (JSON.stringify(old) !== JSON.stringify(resource)) await send('PATCH', `/${ids.get(key) ?? ''}`, resource);
      }
      await takeSnapshots(context, { sources: [first.store], label: `moment-${picture.moment}` }, new AbortController().signal, () => {});
      before = after;
    }
    return { context, ids };
  } finally {
    await server.close();
  }
}

/** The contacts of a picture by key, as a client would send them. */
function contactsOf(picture: Picture): ReadonlyMap<string, Resource> {
  const text = picture.files.get(`${picture.path}/contacts.json`) ?? '{"value":[]}';
  const { value } = JSON.parse(text) as { value: readonly Resource[] };
  return new Map(value.map((resource) => [String(resource['id']), Object.fromEntries(Object.entries(resource).filter(([name]) => !READ_ONLY.has(name)))]));
}
