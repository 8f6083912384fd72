import { AppError } from '../../../shared/errors.ts';
import { withRetry } from '../with-retry.ts';
import { fromResponseCode } from './errors.ts';
import type { EwsSession } from './ews-session.ts';
import { pagesOf } from './pages.ts';
import { element } from './soap/write-xml.ts';
import { type XmlElement, child, childText } from './soap/xml-tree.ts';

export interface FoundFolder {
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
  readonly folderClass: string;
  readonly mayCreate: boolean;
}

export interface KnownFolders {
  /** By distinguished name; what may not be opened or is not there is left out, and nothing that could not be given for a while. */
  readonly folders: ReadonlyMap<string, FoundFolder>;
  /** Why something is left out. */
  readonly refusal: AppError | undefined;
  readonly version: Readonly<Record<string, string>>;
}

const FIELDS = ['folder:ParentFolderId', 'folder:DisplayName', 'folder:FolderClass', 'folder:EffectiveRights'];

/** Folders by the names that every mailbox has for them; asked for again where one of them failed in a way that may pass. */
export async function getKnownFolders(session: EwsSession, names: readonly string[], signal: AbortSignal): Promise<KnownFolders> {
  return withRetry(() => askKnownFolders(session, names, signal), session.limits, session.ports.clock, signal);
}

async function askKnownFolders(session: EwsSession, names: readonly string[], signal: AbortSignal): Promise<KnownFolders> {
  const ids = names.map((name) => element('t:DistinguishedFolderId', '', { Id: name })).join('');
  const body = element('m:GetFolder', shapeOf([...FIELDS, 'folder:DistinguishedFolderId']) + element('m:FolderIds', ids));
  const { messages, version, requestId } = await session.http.call({ operation: 'GetFolder', body, attempts: 1 }, signal);
  if (messages.length !== names.length) throw new AppError('answer-malformed');
  const folders = new Map<string, FoundFolder>();
  let refusal: AppError | undefined;
  for (const [at, message] of messages.entries()) {
    const xml = child(message.element, 'm:Folders')?.children[0];
    if (message.isGood) {
      if (xml === undefined) throw new AppError('answer-malformed', { retry: 'later' });
      // Servers before 2013 do not say the name; their answers come in the order of the question.
      folders.set(childText(xml, 't:DistinguishedFolderId') || (names[at] ?? ''), readFolder(xml));
      continue;
    }
    refusal = fromResponseCode(message.code, { isWrite: false, context: { requestId } });
    // Left out, it would seem that it may not be opened, or is not there any more.
    if (refusal.retry !== 'never') throw refusal;
  }
  return { folders, refusal, version };
}

/** Every folder below another, however deep. */
export async function findAllFolders(session: EwsSession, rootId: string, signal: AbortSignal): Promise<readonly FoundFolder[]> {
  const folders = new Map<string, FoundFolder>();
  const request = (offset: number) => ({
    operation: 'FindFolder',
    body: element(
      'm:FindFolder',
      shapeOf(FIELDS) + element('m:IndexedPageFolderView', '', { MaxEntriesReturned: 1000, Offset: offset, BasePoint: 'Beginning' }) + element('m:ParentFolderIds', element('t:FolderId', '', { Id: rootId })),
      { Traversal: 'Deep' },
    ),
  });
  let total = 0;
  for await (const page of pagesOf(session, request, 't:Folders', signal)) {
    for (const row of page.rows) folders.set(idIn(row), readFolder(row));
    total = page.total;
  }
  // A page that was cut shows in the number of all; a folder that is missed would count as gone.
  if (folders.size !== total) throw new AppError('listing-contradicted', { context: { listed: folders.size, total }, retry: 'later' });
  return [...folders.values()];
}

function shapeOf(uris: readonly string[]): string {
  const fields = uris.map((uri) => element('t:FieldURI', '', { FieldURI: uri })).join('');
  return element('m:FolderShape', element('t:BaseShape', 'IdOnly') + element('t:AdditionalProperties', fields));
}

function readFolder(xml: XmlElement): FoundFolder {
  return {
    id: idIn(xml),
    parentId: child(xml, 't:ParentFolderId')?.attributes['Id'] ?? '',
    name: childText(xml, 't:DisplayName'),
    folderClass: childText(xml, 't:FolderClass'),
    mayCreate: childText(child(xml, 't:EffectiveRights'), 't:CreateContents') !== 'false',
  };
}

function idIn(xml: XmlElement): string {
  const id = child(xml, 't:FolderId')?.attributes['Id'] ?? '';
  if (id === '') throw new AppError('answer-malformed');
  return id;
}
