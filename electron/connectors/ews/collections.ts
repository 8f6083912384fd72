import { AppError } from '../../../shared/errors.ts';
import type { RecordKind, RecordState } from '../../../shared/records.ts';
import type { Collection } from '../connector.ts';
import type { EwsSession } from './ews-session.ts';
import { type FoundFolder, findAllFolders, getKnownFolders } from './folders.ts';

/** The folders of a mailbox that hold records, and what could not be opened of those that keep deleted ones. */
export interface FoundCollections {
  readonly collections: readonly Collection[];
  readonly version: Readonly<Record<string, string>>;
  readonly hasRecoverable: boolean;
}

const KIND_OF_CLASS: readonly (readonly [string, RecordKind])[] = [['IPF.Contact', 'contact'], ['IPF.Appointment', 'event'], ['IPF.Task', 'task']];
const ALL_KINDS: readonly RecordKind[] = ['contact', 'event', 'task'];

/** Contact folders that Exchange and its programs fill by themselves, hidden from people (exdocs, people-and-contacts-in-ews). */
const FILLED_BY_SERVER = /^IPF\.Contact\.(?:MOC\.|RecipientCache$|GalContacts$|OrganizationalContacts$|PeopleCentricConversationBuddies$|Company$)/i;

/** Where deleted items stay, by the names that every mailbox has for them; Recoverable Items lie outside of the visible tree. */
const RECOVERABLE: readonly (readonly [string, string])[] = [['recoverableitemsdeletions', 'Recoverable Items/Deletions'], ['recoverableitemspurges', 'Recoverable Items/Purges']];

/** Every folder with contacts, events or tasks, nested ones by their path, then Deleted Items and Recoverable Items. Never empty. */
export async function findCollections(session: EwsSession, signal: AbortSignal): Promise<FoundCollections> {
  const known = await getKnownFolders(session, ['msgfolderroot', 'deleteditems', ...RECOVERABLE.map(([name]) => name)], signal);
  const root = known.folders.get('msgfolderroot');
  const deleted = known.folders.get('deleteditems');
  if (root === undefined || deleted === undefined) throw known.refusal ?? new AppError('listing-contradicted');
  const folders = await findAllFolders(session, root.id, signal);
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  const found = folders.flatMap((folder) => {
    const kind = KIND_OF_CLASS.find(([prefix]) => folder.folderClass === prefix || folder.folderClass.startsWith(`${prefix}.`))?.[1];
    if (kind === undefined || FILLED_BY_SERVER.test(folder.folderClass) || folder.id === deleted.id) return [];
    const above = ancestorsOf(folder, byId);
    const isDeleted = above.some((one) => one.id === deleted.id);
    return [collectionOf(folder, [...above.map((one) => one.name), folder.name].join('/'), [kind], isDeleted ? 'deleted' : 'live')];
  });
  if (!found.some((collection) => collection.state === undefined)) throw new AppError('listing-contradicted', { context: { folders: folders.length } });
  const recoverable = RECOVERABLE.flatMap(([name, path]) => {
    const folder = known.folders.get(name);
    return folder === undefined ? [] : [collectionOf(folder, path, ALL_KINDS, 'recoverable')];
  });
  return {
    collections: [...found, collectionOf(deleted, deleted.name, ALL_KINDS, 'deleted'), ...recoverable],
    version: known.version,
    hasRecoverable: recoverable.length === RECOVERABLE.length,
  };
}

function collectionOf(folder: FoundFolder, name: string, kinds: readonly RecordKind[], state: RecordState): Collection {
  const isLive = state === 'live';
  return {
    id: folder.id,
    name,
    kinds,
    readOnly: !isLive || !folder.mayCreate,
    ...(isLive ? {} : { state }),
    properties: folder.folderClass === '' ? {} : { folderClass: folder.folderClass },
  };
}

/** The folders above one, the outermost first, below the root. */
function ancestorsOf(folder: FoundFolder, byId: ReadonlyMap<string, FoundFolder>): readonly FoundFolder[] {
  const above: FoundFolder[] = [];
  for (let parent = byId.get(folder.parentId); parent !== undefined && !above.includes(parent); parent = byId.get(parent.parentId)) above.unshift(parent);
  return above;
}
