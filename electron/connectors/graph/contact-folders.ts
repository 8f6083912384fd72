import { AppError } from '../../../shared/errors.ts';
import { textAt } from '../../core/graph/json.ts';
import { getObject } from './answers.ts';
import { inBatches, objectOf, readBatch } from './batch.ts';
import { readAll } from './pages.ts';
import { requireRowsOf } from './part-rows.ts';
import { type GraphSession, placeOf, segment, urlOf } from './session.ts';

export interface ContactFolder {
  readonly id: string;
  /** With the names of the folders that it lies in: `Contacts/Private`. */
  readonly name: string;
}

const PERMISSION = 'Contacts.Read';
const PAGE = '100';
/** Deeper than any mailbox nests (Exchange: 300 levels at most). */
const DEEPEST = 300;

/** Every folder of contacts with those inside it; the usual one always, whether or not the list has it. */
export async function contactFolders(session: GraphSession, signal: AbortSignal): Promise<readonly ContactFolder[]> {
  const usual = await getObject(session, urlOf(session, `${session.mailbox}/contactFolders/contacts`), PERMISSION, signal);
  const found = new Map<string, ContactFolder>([[textAt(usual, 'id'), { id: textAt(usual, 'id'), name: textAt(usual, 'displayName') }]]);
  const add = (id: string, name: string, parent: string): boolean => {
    if (id === '' || found.has(id)) return false;
    const above = found.get(parent);
    found.set(id, { id, name: above === undefined ? name : `${above.name}/${name}` });
    return true;
  };
  const top = await readAll(session, `${session.mailbox}/contactFolders`, { $top: PAGE }, PERMISSION, signal);
  let level = [textAt(usual, 'id'), ...top.filter(({ json }) => add(textAt(json, 'id'), textAt(json, 'displayName'), textAt(json, 'parentFolderId'))).map(({ json }) => textAt(json, 'id'))];
  for (let depth = 0; level.length > 0 && depth < DEEPEST; depth += 1) {
    const below: string[] = [];
    for (const parents of inBatches(level)) {
      const answers = await readBatch(session, parents.map((id) => ({ id, place: placeOf(childrenPath(session, id), { $top: PAGE, $count: 'true' }) })), signal);
      for (const parent of parents) {
        // One that can't be counted is listed by itself.
        const body = answers.get(parent)?.status === 400 ? {} : objectOf(answers.get(parent), PERMISSION);
        // Gone since it was listed.
        if (body === null) continue;
        const list = { path: childrenPath(session, parent), query: { $top: PAGE }, permission: PERMISSION };
        for (const child of await requireRowsOf(session, body, list, signal)) if (add(textAt(child, 'id'), textAt(child, 'displayName'), parent)) below.push(textAt(child, 'id'));
      }
    }
    level = below;
  }
  return [...found.values()];
}

/**
 * Throws `collection-gone` where a folder that no list names was thrown away: it still answers by its id, and lies in a folder that holds no contacts.
 */
export async function requireInTree(session: GraphSession, id: string, signal: AbortSignal): Promise<void> {
  const folder = await getObject(session, urlOf(session, `${session.mailbox}/contactFolders/${segment(id)}`), PERMISSION, signal);
  const usual = await getObject(session, urlOf(session, `${session.mailbox}/contactFolders/contacts`), PERMISSION, signal);
  const parent = textAt(folder, 'parentFolderId');
  if (parent === textAt(usual, 'parentFolderId') || (await contactFolders(session, signal)).some((one) => one.id === parent)) return;
  throw new AppError('collection-gone');
}

function childrenPath(session: GraphSession, id: string): string {
  return `${session.mailbox}/contactFolders/${segment(id)}/childFolders`;
}
