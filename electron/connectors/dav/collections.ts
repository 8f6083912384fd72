import { AppError } from '../../../shared/errors.ts';
import type { Collection } from '../connector.ts';
import type { MultistatusRow } from './multistatus.ts';
import { DAV } from './names.ts';
import { decodePath, isSamePath, lastSegment } from './paths.ts';
import { propfind } from './propfind.ts';
import { descendants, targetOf, textOf, typesOf } from './rows.ts';
import type { DavSession } from './session.ts';

/** Collections found at one place, and what the answers tell of the server. */
export interface FoundCollections {
  readonly collections: readonly Collection[];
  readonly headers: Readonly<Record<string, string>>;
  readonly namespaces: readonly string[];
  readonly path: string;
  /** Whether one of them lists sync-collection among its reports. */
  readonly hasSync: boolean;
}

/** Properties of a collection that are asked for; none that makes a server read all of its items (ETag, ctag, sync token). */
export function collectionProperties(session: DavSession): readonly string[] {
  return [
    `${DAV}resourcetype`,
    `${DAV}displayname`,
    `${DAV}current-user-privilege-set`,
    `${DAV}supported-report-set`,
    ...Object.values(session.kind.properties),
  ];
}

/** The collections of our kind in a home, or at a URL that is one itself; `nothing-found-at-url` unless the answer holds the place's own row. */
export async function listCollections(session: DavSession, url: URL, depth: '0' | '1', signal: AbortSignal): Promise<FoundCollections> {
  let rows: { row: MultistatusRow; key: string }[] = [];
  let hasOwnRow = false;
  const reply = await propfind(
    session,
    { url, depth, properties: collectionProperties(session) },
    {
      onStart: () => {
        rows = [];
        hasOwnRow = false;
      },
      onRow: (row, base) => {
        const target = targetOf(row.href, base);
        if (target === undefined || target.isForeign || (row.status ?? 200) >= 300) return;
        hasOwnRow ||= isSamePath(target.key, decodePath(base.pathname));
        rows.push({ row, key: target.key });
      },
    },
    signal,
  );
  if (!hasOwnRow) throw new AppError('nothing-found-at-url', { context: { status: 207 } });
  const ours = rows.filter(({ row }) => isOurs(session, row));
  return {
    collections: ours.map(({ row, key }) => toCollection(session, row, key)),
    headers: reply.headers,
    namespaces: reply.namespaces,
    path: reply.url.pathname,
    hasSync: ours.some(({ row }) => hasSync(row)),
  };
}

function isOurs(session: DavSession, row: MultistatusRow): boolean {
  const types = typesOf(row);
  return types.has(session.kind.collectionType) && !session.kind.notCollections.some((type) => types.has(type));
}

/** Anywhere below: Xandikos leaves out the `report` element around each name (RFC 3253 §3.1.5). */
function hasSync(row: MultistatusRow): boolean {
  const reports = row.found.get(`${DAV}supported-report-set`);
  return reports !== undefined && descendants(reports, `${DAV}sync-collection`).length > 0;
}

function toCollection(session: DavSession, row: MultistatusRow, key: string): Collection {
  const id = key.endsWith('/') ? key : `${key}/`;
  const name = textOf(row, `${DAV}displayname`)?.trim() ?? '';
  const properties: Record<string, string> = {};
  for (const [label, property] of Object.entries(session.kind.properties)) {
    const element = row.found.get(property);
    const names = element?.children.map((child) => child.attributes['name'] ?? child.name.slice(child.name.indexOf('}') + 1)) ?? [];
    const text = names.length > 0 ? names.join(' ') : (element?.text.trim() ?? '');
    if (text !== '') properties[label] = text;
  }
  return { id, name: name === '' ? lastSegment(id) : name, kinds: kindsOf(session, properties), readOnly: isReadOnly(row), properties };
}

function kindsOf(session: DavSession, properties: Readonly<Record<string, string>>): Collection['kinds'] {
  const components = properties['components']?.toUpperCase().split(' ');
  if (session.kind.name === 'carddav' || components === undefined) return session.kind.kinds;
  const kinds = session.kind.kinds.filter((kind) => components.includes(kind === 'task' ? 'VTODO' : 'VEVENT'));
  return kinds.length === 0 ? session.kind.kinds : kinds;
}

const WRITING: ReadonlySet<string> = new Set(['all', 'write', 'write-content', 'bind'].map((name) => `${DAV}${name}`));

/** RFC 3744 §5.5; a server that says nothing of privileges lets us try. */
function isReadOnly(row: MultistatusRow): boolean {
  const set = row.found.get(`${DAV}current-user-privilege-set`);
  const privileges = set === undefined ? [] : descendants(set, `${DAV}privilege`).flatMap((privilege) => privilege.children.map((child) => child.name));
  return privileges.length > 0 && !privileges.some((name) => WRITING.has(name));
}
