import { AppError } from '../../../shared/errors.ts';
import { type JsonObject, objectAt, objectsAt, textAt, textsAt } from '../../core/graph/json.ts';
import { inZone, readInstant, readZonedTime } from '../../core/graph/read-time.ts';
import { getObject } from './answers.ts';
import type { GraphRequest } from './http.ts';
import { versionOf } from './kinds.ts';
import { readAll } from './pages.ts';
import { type GraphSession, segment, urlOf } from './session.ts';
import { textOfWall } from './wall-text.ts';
import { differenceOf, writableEvent } from './writable.ts';
import { guardOf, requireSilent, sendWrite } from './write.ts';

/** What of a series is not as its rule has it. */
export interface Irregular {
  readonly exceptions: readonly JsonObject[];
  /** `OID.{master}.{date}` (event resource). */
  readonly cancelled: readonly string[];
}

const DAY_SECONDS = 86_400;
const PERMISSION = 'Calendars.ReadWrite';

/** The exceptions and cancelled occurrences that came with a master. */
export function irregularOf(master: JsonObject): Irregular {
  return { exceptions: objectsAt(master, 'exceptionOccurrences'), cancelled: textsAt(master, 'cancelledOccurrences') };
}

/**
 * Makes the exceptions and cancelled occurrences of a series what they were, one by one; answers whether anything was written. One that was cancelled
 * meanwhile cannot be brought back: `write-refused`.
 */
export async function writeOccurrences(session: GraphSession, key: string, master: JsonObject, standing: Irregular, signal: AbortSignal): Promise<boolean> {
  const wanted = irregularOf(master);
  const days = new Set(wanted.cancelled.map(dayOfId));
  const standingDays = new Set(standing.cancelled.map(dayOfId));
  if ([...standingDays].some((day) => !days.has(day))) throw new AppError('write-refused', { context: { cancelled: standingDays.size } });
  const toCancel = [...days].filter((day) => !standingDays.has(day));
  const changes = changesOf(master, wanted, standing);
  if (toCancel.length + changes.length === 0) return false;
  const instances = await readInstances(session, key, [...changes.map(({ atSeconds }) => atSeconds), ...toCancel.map(secondsOfDay)], signal);
  for (const { atSeconds, values } of changes) {
    const id = idOf(instances.find((one) => originalSeconds(one) === atSeconds));
    await writeOccurrence(session, id, { method: 'PATCH', body: JSON.stringify(values) }, signal);
  }
  for (const day of toCancel) {
    const id = idOf(instances.find((one) => localDay(one, master) === day) ?? instances.find((one) => textOfWall(originalSeconds(one)).startsWith(day)));
    await writeOccurrence(session, id, { method: 'DELETE' }, signal);
  }
  return true;
}

/** Looked at just before, and written only as it was seen: every write to one changes its series, and guests may have been asked meanwhile. */
async function writeOccurrence(session: GraphSession, id: string, change: Pick<GraphRequest, 'method' | 'body'>, signal: AbortSignal): Promise<void> {
  const url = urlOf(session, `${session.mailbox}/events/${segment(id)}`);
  const json = await getObject(session, url, PERMISSION, signal);
  requireSilent(json);
  await sendWrite(session, { ...change, url, headers: guardOf({ json, version: versionOf(json) }), permission: PERMISSION }, signal);
}

interface Change {
  readonly atSeconds: number;
  readonly values: JsonObject;
}

/** What each exception has of its own, against what stands; an exception that is none any more gets the master's values back. */
function changesOf(master: JsonObject, wanted: Irregular, standing: Irregular): readonly Change[] {
  const held = new Map(standing.exceptions.map((one) => [originalSeconds(one), one]));
  const changes: Change[] = [];
  for (const exception of wanted.exceptions) {
    const atSeconds = originalSeconds(exception);
    const before = held.get(atSeconds) ?? regular(master, atSeconds);
    held.delete(atSeconds);
    changes.push({ atSeconds, values: ownValues(exception, before) });
  }
  for (const [atSeconds, before] of held) changes.push({ atSeconds, values: ownValues(regular(master, atSeconds), before) });
  return changes.filter(({ values }) => Object.keys(values).length > 0);
}

function ownValues(wanted: JsonObject, before: JsonObject): JsonObject {
  const { recurrence: _none, ...values } = differenceOf(writableEvent(wanted), writableEvent(before));
  return values;
}

/** An occurrence as the master's rule has it. */
function regular(master: JsonObject, atSeconds: number): JsonObject {
  const [start, end] = [readZonedTime(objectAt(master, 'start')), readZonedTime(objectAt(master, 'end'))];
  const length = start === undefined || end === undefined ? 0 : end.wall - start.wall;
  const at = (wall: number) => ({ dateTime: textOfWall(wall), timeZone: 'UTC' });
  return { ...master, recurrence: null, start: at(atSeconds), end: at(atSeconds + length) };
}

async function readInstances(session: GraphSession, key: string, moments: readonly number[], signal: AbortSignal): Promise<readonly JsonObject[]> {
  const [first, last] = [Math.min(...moments) - 2 * DAY_SECONDS, Math.max(...moments) + 3 * DAY_SECONDS];
  const window = { startDateTime: `${textOfWall(first).slice(0, 19)}Z`, endDateTime: `${textOfWall(last).slice(0, 19)}Z` };
  const path = `${session.mailbox}/events/${segment(key)}/instances`;
  return (await readAll(session, path, { ...window, $top: '500', $select: 'id,start,originalStart,type' }, PERMISSION, signal)).map(({ json }) => json);
}

/** When the series would have it, in seconds of UTC. */
function originalSeconds(event: JsonObject): number {
  return (readInstant(textAt(event, 'originalStart')) ?? readZonedTime(objectAt(event, 'start')))?.wall ?? Number.NaN;
}

function localDay(instance: JsonObject, master: JsonObject): string {
  const time = readInstant(textAt(instance, 'originalStart')) ?? readZonedTime(objectAt(instance, 'start'));
  return time === undefined ? '' : textOfWall(inZone(time, textAt(master, 'originalStartTimeZone')).wall).slice(0, 10);
}

function dayOfId(id: string): string {
  return /(\d{4}-\d\d-\d\d)$/.exec(id)?.[1] ?? '';
}

function secondsOfDay(day: string): number {
  return Date.parse(`${day}T12:00:00Z`) / 1000;
}

function idOf(instance: JsonObject | undefined): string {
  const id = textAt(instance ?? {}, 'id');
  if (id === '') throw new AppError('write-refused', { context: { occurrences: 0 } });
  return id;
}
