import { AppError } from '../../../shared/errors.ts';
import { type JsonObject, objectsAt, textAt } from '../../core/graph/json.ts';
import type { Collection, NewItem, Written } from '../connector.ts';
import { type Body } from './bodies.ts';
import { writeSteps } from './checklist.ts';
import { requireJson } from './create-item.ts';
import { extendedValues } from './extended-values.ts';
import { keepsDeleted, kindOf, versionOf } from './kinds.ts';
import { irregularOf, writeOccurrences } from './occurrences.ts';
import { writePhoto } from './photo.ts';
import type { GraphSession } from './session.ts';
import { differenceOf, writableContact, writableEvent, writableTask } from './writable.ts';
import { furtherWrite, guardOf, itemUrl, look, requireSilent, sendWrite, wholeOf } from './write.ts';

/** The promise of `Connector.update`: writes what differs and nothing else, under the tag of the version that was looked at. */
export async function updateItem(session: GraphSession, collection: Collection, key: string, item: NewItem, ifVersion: string, signal: AbortSignal): Promise<Written> {
  if (keepsDeleted(collection)) throw new AppError('read-only');
  const { kind, writePermission } = kindOf(collection);
  const wanted = requireJson(item);
  const standing = await requireVersion(session, collection, key, ifVersion, signal);
  if (standing === null) throw new AppError('write-conflict', { context: { status: 404 } });
  const whole = kind === 'task' ? standing.json : await wholeOf(session, collection, standing, signal);
  if (kind === 'event') requireSilent(whole);
  const values = valuesOf(kind, wanted, whole);
  let version = standing.version;
  if (Object.keys(values).length > 0) {
    const changed = await sendWrite(session, { method: 'PATCH', url: itemUrl(session, collection, key), body: JSON.stringify(values), headers: guardOf(standing), permission: writePermission }, signal);
    version = changed === null ? '' : versionOf(changed);
  }
  const more = await furtherWrite(() => writeMore(session, collection, key, wanted, whole, values, signal), signal);
  return { key, ...(more || version === '' ? {} : { version }) };
}

/** The promise of `Connector.delete`. */
export async function deleteItem(session: GraphSession, collection: Collection, key: string, ifVersion: string, signal: AbortSignal): Promise<void> {
  if (keepsDeleted(collection)) throw new AppError('read-only');
  const { kind, writePermission } = kindOf(collection);
  const standing = await requireVersion(session, collection, key, ifVersion, signal);
  if (standing === null) return;
  if (kind === 'event') requireSilent(await wholeOf(session, collection, standing, signal));
  const url = itemUrl(session, collection, key);
  try {
    await sendWrite(session, { method: 'DELETE', url, headers: guardOf(standing), permission: writePermission }, signal);
  } catch (error) {
    // Somebody else was quicker.
    if (error instanceof AppError && error.context['status'] === 404) return;
    throw error;
  }
}

async function requireVersion(session: GraphSession, collection: Collection, key: string, ifVersion: string, signal: AbortSignal): Promise<Body | null> {
  const standing = await look(session, collection, key, signal);
  if (standing !== null && standing.version !== ifVersion) throw new AppError('write-conflict', { context: { status: 200 } });
  return standing;
}

function valuesOf(kind: 'contact' | 'event' | 'task', wanted: JsonObject, standing: JsonObject): JsonObject {
  if (kind === 'task') return differenceOf(writableTask(wanted), writableTask(standing));
  const extended = differenceOf(extendedValues(wanted), extendedValues(standing));
  if (kind === 'event') return { ...differenceOf(writableEvent(wanted), writableEvent(standing)), ...extended };
  const values = { ...differenceOf(writableContact(wanted), writableContact(standing)), ...extended };
  // contact-update: other changes may make the service put the display name together anew.
  const name = textAt(wanted, 'displayName');
  return Object.keys(values).length === 0 || 'displayName' in values || name === '' ? values : { ...values, displayName: name };
}

/** What a series is made of: where it changes, the service may drop what was not as its rule has it, and may not. */
const SERIES: readonly string[] = ['recurrence', 'start', 'end', 'isAllDay'];

async function readAgain(session: GraphSession, collection: Collection, key: string, signal: AbortSignal): Promise<JsonObject> {
  const now = await look(session, collection, key, signal);
  if (now === null) throw new AppError('write-conflict', { context: { status: 404 } });
  return wholeOf(session, collection, now, signal);
}

async function writeMore(session: GraphSession, collection: Collection, key: string, wanted: JsonObject, standing: JsonObject, written: JsonObject, signal: AbortSignal): Promise<boolean> {
  const { kind } = kindOf(collection);
  if (kind === 'contact') return textAt(wanted, '@synctrace.photo') === textAt(standing, '@synctrace.photo') ? false : writePhoto(session, key, wanted, signal);
  if (kind === 'event') return writeOccurrences(session, key, wanted, irregularOf(SERIES.some((name) => name in written) ? await readAgain(session, collection, key, signal) : standing), signal);
  return writeSteps(session, collection, key, wanted, objectsAt(standing, 'checklistItems'), signal);
}
