import { AppError } from '../../../shared/errors.ts';
import { isMarker, MARKER_APPLICATION } from '../../core/exchange/mapi-properties.ts';
import { type JsonObject, objectsAt, parseJsonObject, textAt } from '../../core/graph/json.ts';
import type { Collection, NewItem, Written } from '../connector.ts';
import { writeSteps } from './checklist.ts';
import { extendedValues } from './extended-values.ts';
import { findMarked } from './fetch-now.ts';
import { itemsPath, keepsDeleted, kindOf, versionOf } from './kinds.ts';
import { writePhoto } from './photo.ts';
import { writeOccurrences } from './occurrences.ts';
import { type GraphSession, urlOf } from './session.ts';
import { withoutEmpty, writableContact, writableEvent, writableTask } from './writable.ts';
import { furtherWrite, sendWrite } from './write.ts';

/**
 * The promise of `Connector.create`: looks for the mark first, posts once, never with guests. What belongs to the item and is written apart (picture,
 * exceptions of a series, steps of a task) follows; where that ends early the end is unclear, and the mark finds what was made.
 */
export async function createItem(session: GraphSession, collection: Collection, item: NewItem, signal: AbortSignal): Promise<Written> {
  if (keepsDeleted(collection)) throw new AppError('read-only');
  const { kind, writePermission } = kindOf(collection);
  const json = requireJson(item);
  const marker = item.wantedKey !== undefined && isMarker(item.wantedKey) ? item.wantedKey : undefined;
  if (marker !== undefined && (await findMarked(session, collection, [marker], signal)).size > 0) throw new AppError('write-conflict', { context: { status: 200 } });
  const body = JSON.stringify(kind === 'contact' ? newContact(json, marker, item.uid) : kind === 'event' ? newEvent(json, marker, item.uid) : newTask(json, marker));
  const made = await sendWrite(session, { method: 'POST', url: urlOf(session, itemsPath(session, collection)), body, permission: writePermission }, signal);
  const key = textAt(made ?? {}, 'id');
  if (made === null || key === '') throw new AppError('server-unreachable', { retry: 'later' });
  const more = await furtherWrite(() => writeMore(session, collection, key, json, signal), signal);
  const version = versionOf(made);
  return { key, ...(more || version === '' ? {} : { version }) };
}

/** The JSON of an item that is to be written; throws where it is of another format. */
export function requireJson(item: NewItem): JsonObject {
  if (item.format !== 'graph-json') throw new AppError('not-supported', { context: { what: item.format } });
  return parseJsonObject(item.raw);
}

async function writeMore(session: GraphSession, collection: Collection, key: string, json: JsonObject, signal: AbortSignal): Promise<boolean> {
  const { kind } = kindOf(collection);
  if (kind === 'contact') return writePhoto(session, key, json, signal);
  if (kind === 'event') return writeOccurrences(session, key, json, { exceptions: [], cancelled: [] }, signal);
  return writeSteps(session, collection, key, json, [], signal);
}

function newContact(json: JsonObject, marker: string | undefined, uid: string | undefined): JsonObject {
  return { ...withoutEmpty(writableContact(json)), ...extendedValues(json, marker, uid) };
}

function newEvent(json: JsonObject, marker: string | undefined, uid: string | undefined): JsonObject {
  // event resource: a second POST with the same transaction id makes no second event.
  return { ...withoutEmpty(writableEvent(json)), ...extendedValues(json, marker, uid), ...(marker === undefined ? {} : { transactionId: marker }) };
}

function newTask(json: JsonObject, marker: string | undefined): JsonObject {
  const links = objectsAt(json, 'linkedResources')
    .filter((one) => textAt(one, 'applicationName') !== MARKER_APPLICATION)
    .map((one) => Object.fromEntries(['webUrl', 'applicationName', 'displayName', 'externalId'].map((name) => [name, textAt(one, name)] as const).filter(([, value]) => value !== '')));
  const all = marker === undefined ? links : [...links, { applicationName: MARKER_APPLICATION, displayName: MARKER_APPLICATION, externalId: marker }];
  return { ...withoutEmpty(writableTask(json)), ...(all.length === 0 ? {} : { linkedResources: all }) };
}
