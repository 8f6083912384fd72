import { AppError } from '../../../shared/errors.ts';
import type { EwsSession } from './ews-session.ts';
import { getItems } from './get-items.ts';
import { kindOfElement } from './item-classes.ts';
import { PLACE_SHAPE } from './item-shape.ts';
import type { ListedItem } from './list-items.ts';
import { child } from './soap/xml-tree.ts';

/** An item as it stands, with the name of its element. */
export interface StandingItem extends ListedItem {
  readonly element: string;
}

/** Ids alone cost a server little. */
const BATCH = 200;

/** Which of these ids still stand in a folder; throws where one of them can't be asked for, or its place is not told, so that nothing counts as gone. */
export async function findStanding(session: EwsSession, folderId: string, ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, StandingItem>> {
  const standing = new Map<string, StandingItem>();
  for await (const batch of getItems(session, ids, PLACE_SHAPE, signal, BATCH)) {
    for (const got of batch) {
      if (got.type === 'failed') throw new AppError('listing-contradicted', { retry: 'later' });
      if (got.type === 'gone') continue;
      const kind = kindOfElement(got.element.name);
      const parentId = child(got.element, 't:ParentFolderId')?.attributes['Id'];
      if (parentId === undefined) throw new AppError('answer-malformed', { retry: 'later' });
      if (kind !== undefined && parentId === folderId) standing.set(got.key, { key: got.key, version: got.version, kind, element: got.element.name });
    }
  }
  return standing;
}
