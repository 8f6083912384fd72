import type { XmlElement } from '../../../dav-server/read-xml.ts';
import type { Item } from '../../mailbox/item.ts';
import { textOf } from '../../mailbox/item.ts';
import { PROP } from '../../mailbox/known-properties.ts';
import { classOf, type Mailbox } from '../../mailbox/mailbox.ts';
import { occurrencesIn } from '../../mailbox/occurrences.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { readTime } from '../extended-properties.ts';
import { lookupInItem } from '../item-lookup.ts';
import { itemXml } from '../item-xml.ts';
import { pageOf } from '../paging.ts';
import { compareValues, passesRestriction } from '../restriction.ts';
import { readShape, type Shape } from '../shapes.ts';
import { folderOf } from '../targets.ts';
import { kid, kids, x } from '../xml.ts';

/** exdocs, ews-throttling: EWSFindCountLimit; a search with a restriction gives 250 at most. */
const MOST_ROWS = 1000;
const MOST_RESTRICTED_ROWS = 250;
const LONGEST_VIEW_MS = 2 * 366 * 86_400_000;

/** FindItem: the items of folders, page by page, or what lies in a span of a calendar. */
export function findItem({ mailbox, request }: EwsCall): EwsAnswer {
  const shape = readShape(kid(request, 'ItemShape'));
  const parents = kid(request, 'ParentFolderIds')?.children ?? [];
  const calendarView = kid(request, 'CalendarView');
  return respondEach('FindItem', parents, (id) => {
    const { number } = folderOf(mailbox, id);
    if (request.attributes['Traversal'] !== 'Shallow') return rootXml([], { IndexedPagingOffset: 0, TotalItemsInView: 0, IncludesLastItemInRange: true });
    if (calendarView !== undefined) return viewOf(mailbox, number, calendarView, shape);
    const restriction = kid(request, 'Restriction');
    const query = kid(request, 'QueryString')?.text.trim().toLowerCase() ?? '';
    const found = mailbox.itemsIn(number).filter((item) => passesRestriction(restriction, lookupInItem(mailbox, item)) && passesQuery(item, query));
    const isRestricted = restriction !== undefined || query !== '';
    const page = pageOf(sorted(mailbox, found, kid(request, 'SortOrder')), kid(request, 'IndexedPageItemView'), isRestricted ? MOST_RESTRICTED_ROWS : MOST_ROWS);
    return rootXml(page.rows.map((item) => itemXml(mailbox, item, shape, true)), page.attributes);
  });
}

function viewOf(mailbox: Mailbox, folder: number, view: XmlElement, shape: Shape): string {
  const [from, to] = [readTime(view.attributes['StartDate'] ?? ''), readTime(view.attributes['EndDate'] ?? '')];
  if (Date.parse(to) < Date.parse(from)) throw new EwsError('ErrorCalendarEndDateIsEarlierThanStartDate');
  if (Date.parse(to) - Date.parse(from) > LONGEST_VIEW_MS) throw new EwsError('ErrorCalendarViewRangeTooBig');
  const most = Number(view.attributes['MaxEntriesReturned'] ?? MOST_ROWS);
  const all = mailbox.itemsIn(folder).filter((item) => classOf(item) === 'event').flatMap((item) => occurrencesIn(item, from, to));
  const inOrder = all.toSorted((a, b) => compareValues(textOf(a.bag, PROP.start), textOf(b.bag, PROP.start)));
  const rows = inOrder.slice(0, Math.min(most, MOST_ROWS));
  return rootXml(rows.map((one) => itemXml(mailbox, one.item, shape, true, one)), { TotalItemsInView: all.length, IncludesLastItemInRange: rows.length === all.length });
}

function rootXml(items: readonly string[], attributes: Readonly<Record<string, string | number | boolean>>): string {
  return x('m:RootFolder', x('t:Items', items.join('')), attributes);
}

/** By the fields of a SortOrder; without one, the newest first, as Exchange has it. */
function sorted(mailbox: Mailbox, items: readonly Item[], order: XmlElement | undefined): readonly Item[] {
  const fields = kids(order, 'FieldOrder').flatMap((one) => {
    const [path] = one.children;
    return path === undefined ? [] : [{ path, sign: one.attributes['Order'] === 'Descending' ? -1 : 1 }];
  });
  if (fields.length === 0) return items.toReversed();
  const rows = items.map((item) => ({ item, values: fields.map(({ path }) => lookupInItem(mailbox, item)(path)) }));
  rows.sort((a, b) => {
    for (const [at, { sign }] of fields.entries()) {
      const compared = compareValues(a.values[at], b.values[at]) * sign;
      if (compared !== 0) return compared;
    }
    return 0;
  });
  return rows.map((row) => row.item);
}

/** A word anywhere in the text of an item; `subject:word` looks at the subject alone. */
function passesQuery(item: Item, query: string): boolean {
  if (query === '') return true;
  const [, field, word] = /^(?:(\w+):)?"?(.*?)"?$/.exec(query) ?? [];
  if (field === 'subject') return textOf(item.bag, PROP.subject).toLowerCase().includes(word ?? '');
  return [...item.bag.values()].some((value) => typeof value === 'string' && value.toLowerCase().includes(word ?? query));
}
