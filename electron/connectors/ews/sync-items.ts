import { AppError } from '../../../shared/errors.ts';
import { fromResponseCode } from './errors.ts';
import type { EwsSession } from './ews-session.ts';
import { type ListedRow, ROW_SHAPE, readRow } from './list-items.ts';
import { ownText } from './own-text.ts';
import { element, textElement } from './soap/write-xml.ts';
import { child, childText } from './soap/xml-tree.ts';

/** What SyncFolderItems told of a folder since a state. */
export interface SyncedChanges {
  /** What was made or changed, by id. */
  readonly present: ReadonlyMap<string, ListedRow>;
  readonly gone: ReadonlySet<string>;
  readonly state: string;
}

/** The most that the service gives at a time. */
const MOST_CHANGES = 512;
/** Rounds one after the other that tell of no item which was not told of before; a server that goes on so has no end. */
const MOST_IDLE_ROUNDS = 16;

/** Every change of a folder since `state` ('' for the beginning). Throws `cursor-expired` where the server does not know that state any more. */
export async function syncItems(session: EwsSession, folderId: string, state: string, signal: AbortSignal): Promise<SyncedChanges> {
  const present = new Map<string, ListedRow>();
  const gone = new Set<string>();
  let idleRounds = 0;
  for (let at = state; ; ) {
    const told = present.size + gone.size;
    const { messages, requestId } = await session.http.call({ operation: 'SyncFolderItems', body: request(folderId, at) }, signal);
    const [message] = messages;
    if (message === undefined || messages.length !== 1) throw new AppError('answer-malformed');
    if (!message.isGood) throw fromResponseCode(message.code, { isWrite: false, context: { requestId } });
    const next = childText(message.element, 'm:SyncState');
    const changes = child(message.element, 'm:Changes');
    const isLast = childText(message.element, 'm:IncludesLastItemInRange');
    if (next === '' || changes === undefined || isLast === '') throw new AppError('answer-malformed');
    for (const change of changes.children) {
      const [row] = change.children;
      if (row === undefined) throw new AppError('answer-malformed');
      if (change.name === 't:Create' || change.name === 't:Update') {
        const listed = readRow(row);
        present.set(listed.key, listed);
        gone.delete(listed.key);
      } else if (change.name === 't:Delete') {
        const { Id: key } = row.attributes;
        if (key === undefined) throw new AppError('answer-malformed');
        present.delete(key);
        gone.add(ownText(key));
      }
    }
    if (isLast === 'true') return { present, gone, state: ownText(next) };
    idleRounds = present.size + gone.size > told ? 0 : idleRounds + 1;
    if (next === at || idleRounds > MOST_IDLE_ROUNDS) throw new AppError('listing-contradicted', { retry: 'later' });
    at = next;
  }
}

function request(folderId: string, state: string): string {
  const folder = element('m:SyncFolderId', element('t:FolderId', '', { Id: folderId }));
  const since = state === '' ? '' : textElement('m:SyncState', state);
  return element('m:SyncFolderItems', ROW_SHAPE + folder + since + textElement('m:MaxChangesReturned', MOST_CHANGES));
}
