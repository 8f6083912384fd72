import { FROM_THE_START } from '../../mailbox/changes-since.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { folderXml } from '../folder-xml.ts';
import { readShape } from '../shapes.ts';
import { readState, writeState } from '../../mailbox/sync-state.ts';
import { folderIn } from '../targets.ts';
import { kid, kidText, x, xText } from '../xml.ts';

const EMPTY_STATE = '<m:SyncState/><m:IncludesLastFolderInRange>true</m:IncludesLastFolderInRange>';

/** SyncFolderHierarchy: the folders below a root, or what changed among them; counts of items are no change. */
export function syncFolderHierarchy({ mailbox, request }: EwsCall): EwsAnswer {
  return respondEach('SyncFolderHierarchy', [request], () => {
    const shape = readShape(kid(request, 'FolderShape'));
    const rootElement = kid(request, 'SyncFolderId');
    const root = rootElement === undefined ? mailbox.folders.named('msgfolderroot') : folderIn(mailbox, rootElement, 'ErrorSyncFolderNotFound');
    // EXCHANGE.md §3: a state is good for the root that it was given for; none named is another one.
    const scope = `folders ${rootElement === undefined ? 'none' : root.number}`;
    const state = kidText(request, 'SyncState');
    const point = state === '' ? FROM_THE_START : readState(mailbox, scope, state);
    if (point === null) throw new EwsError('ErrorInvalidSyncStateData');
    const { base } = point;
    const changed = mailbox.folders.below(root.number).filter((one) => one.change > base);
    const written = changed.map((one) => x(one.arrivedAt > base ? 't:Create' : 't:Update', folderXml(mailbox, one, shape)));
    const gone = base === 0 ? [] : mailbox.folders.gone().filter((one) => one.goneAt > base);
    const deleted = gone.map((one) => x('t:Delete', x('t:FolderId', '', { Id: mailbox.ids.folderId(one.number) })));
    const now = mailbox.lastChange;
    return (
      xText('m:SyncState', writeState(mailbox, scope, { base: now, high: now, below: now })) + xText('m:IncludesLastFolderInRange', true) +
      x('m:Changes', [...written, ...deleted].join(''))
    );
  }, EMPTY_STATE);
}
