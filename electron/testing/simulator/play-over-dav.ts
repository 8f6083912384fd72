import { startDavServer } from '../../demo/dav-server/start-dav-server.ts';
import { writeAs, type BookAccess } from '../../demo/plain-carddav.ts';
import type { Picture } from '../../demo/world/take-picture.ts';
import { createCaseContext, createPorts, createSessionVault, PRACTICE_SECRET } from '../../services/engine.ts';
import type { CaseContext } from '../../services/case-context.ts';
import { addSource } from '../../services/sources.ts';
import { takeSnapshots } from '../../services/take-snapshot.ts';

const USER = 'robin';
const PASSWORD = 'simulated';

/**
 * Lets what was played in memory happen to an address book on a DAV server: every difference from one picture to the next is a guarded
 * request over HTTP, and after each the account is captured as any other. The caller closes the case.
 */
export async function playOverDav(pictures: readonly Picture[], casePath: string): Promise<CaseContext> {
  const [first] = pictures;
  if (first === undefined) throw new Error('no picture');
  const items = [...first.files].map(([path, text]) => ({ name: nameIn(path), text }));
  const server = await startDavServer({ user: USER, password: PASSWORD, books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items }] });
  const access: BookAccess = { bookUrl: server.bookUrl('contacts'), user: USER, password: PASSWORD };
  try {
    const ports = createPorts(createSessionVault({}), async () => ({ url: server.contactsHomeUrl, user: USER, password: PASSWORD }));
    const context = createCaseContext(casePath, undefined, '', ports);
    addSource(context, { name: first.store, kind: 'carddav', url: server.contactsHomeUrl, user: USER, secretRef: PRACTICE_SECRET });
    let before: Picture | null = null;
    for (const picture of pictures) {
      if (before !== null) await bringTo(access, before, picture);
      await takeSnapshots(context, { sources: [first.store], label: `moment-${picture.moment}` }, new AbortController().signal, () => {});
      before = picture;
    }
    return context;
  } finally {
    await server.close();
  }
}

/** Sends what an app sent between two pictures. */
async function bringTo(access: BookAccess, before: Picture, after: Picture): Promise<void> {
  const [old, now] = [before, after].map(({ files }) => new Map([...files].map(([path, text]) => [nameIn(path), text])));
  const hrefOf = (name: string): string => `${new URL(access.bookUrl).pathname}${encodeURIComponent(name)}`;
  for (const name of old?.keys() ?? []) if (now?.has(name) !== true) await writeAs(access, { method: 'DELETE', href: hrefOf(name), guard: {} });
  for (const [name, body] of now ?? []) {
    if (old?.get(name) === body) continue;
    await writeAs(access, { method: 'PUT', href: hrefOf(name), body, guard: old?.has(name) === true ? {} : { 'if-none-match': '*' } });
  }
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
