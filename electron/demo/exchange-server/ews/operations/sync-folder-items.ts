import { changesSince, FROM_THE_START, type FolderChange } from '../../mailbox/changes-since.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { itemXml } from '../item-xml.ts';
import { readShape, type Shape } from '../shapes.ts';
import { readState, writeState } from '../../mailbox/sync-state.ts';
import { folderIn } from '../targets.ts';
import { kid, kidText, x, xText } from '../xml.ts';

/** Clients crash where an answer has no state, so that even an error has one. */
const EMPTY_STATE = '<m:SyncState/><m:IncludesLastItemInRange>true</m:IncludesLastItemInRange>';
const MOST_CHANGES = 512;

/** SyncFolderItems: what changed in one folder since the state that the client hands back. */
export function syncFolderItems({ mailbox, request }: EwsCall): EwsAnswer {
  return respondEach('SyncFolderItems', [request], () => {
    const shape = readShape(kid(request, 'ItemShape'));
    const folder = folderIn(mailbox, kid(request, 'SyncFolderId'), 'ErrorSyncFolderNotFound');
    const wanted = Number(kidText(request, 'MaxChangesReturned'));
    if (!(wanted >= 1 && wanted <= MOST_CHANGES)) throw new EwsError('ErrorInvalidRequest');
    const state = kidText(request, 'SyncState');
    const scope = `items ${folder.number}`;
    const point = state === '' ? FROM_THE_START : readState(mailbox, scope, state);
    if (point === null) throw new EwsError('ErrorInvalidSyncStateData');
    const ignored = new Set((kid(request, 'Ignore')?.children ?? []).map((one) => one.attributes['Id']));
    const { changes, next, isLast } = changesSince(mailbox, folder.number, point, wanted);
    const written = changes.map((change) => changeXml(mailbox, change, shape, ignored));
    return xText('m:SyncState', writeState(mailbox, scope, next)) + xText('m:IncludesLastItemInRange', isLast) + x('m:Changes', written.join(''));
  }, EMPTY_STATE);
}

function changeXml(mailbox: Mailbox, change: FolderChange, shape: Shape, ignored: ReadonlySet<string | undefined>): string {
  if (change.kind === 'delete') {
    const id = mailbox.ids.itemId(change.gone.folder, change.gone.instance);
    return ignored.has(id) ? '' : x('t:Delete', x('t:ItemId', '', { Id: id, ChangeKey: mailbox.ids.changeKey(change.gone.changeWas) }));
  }
  if (ignored.has(mailbox.ids.itemId(change.item.folder, change.item.instance))) return '';
  return x(change.kind === 'create' ? 't:Create' : 't:Update', itemXml(mailbox, change.item, shape, true));
}
