import { AppError } from '../../../shared/errors.ts';
import type { RecordKind } from '../../../shared/records.ts';
import { type JsonObject, textAt } from '../../core/graph/json.ts';
import type { Collection } from '../connector.ts';
import { getObject } from './answers.ts';
import { contactFolders } from './contact-folders.ts';
import { KIND_PROPERTY } from './kinds.ts';
import { deletedItems } from './mailbox-folders.ts';
import { readAll } from './pages.ts';
import { type GraphSession, urlOf } from './session.ts';

export interface FoundCollections {
  readonly collections: readonly Collection[];
  /** Whether Deleted Items are among them. */
  readonly showsDeleted: boolean;
  /** Whether this sign-in may read To Do. */
  readonly showsTasks: boolean;
}

/** Every folder of contacts, calendar and list of tasks of the mailbox, and Deleted Items where they are shown; throws where contacts or calendars are refused. */
export async function findCollections(session: GraphSession, signal: AbortSignal): Promise<FoundCollections> {
  const contacts = (await contactFolders(session, signal)).map(({ id, name }) => collection(id, name, 'contact', {}));
  const calendars = (await readAll(session, `${session.mailbox}/calendars`, { $top: '100' }, 'Calendars.Read', signal)).map(({ json }) => calendar(json));
  const lists = await taskLists(session, signal);
  const deleted = await deletedItems(session, signal);
  const live = [...contacts, ...calendars, ...(lists ?? [])].filter(({ id }, index, all) => id !== '' && all.findIndex((other) => other.id === id) === index);
  return { collections: deleted === null ? live : [...live, deleted], showsDeleted: deleted !== null, showsTasks: lists !== null };
}

/**
 * To Do is a service of its own: it refuses sign-ins that contacts and calendars have just taken (applications without a user). A list that was
 * captured before is asked for all the same, and then says what is missing.
 */
async function taskLists(session: GraphSession, signal: AbortSignal): Promise<readonly Collection[] | null> {
  try {
    return (await readAll(session, `${session.mailbox}/todo/lists`, { $top: '100' }, 'Tasks.Read', signal)).map(({ json }) => taskList(json));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError) || (error.code !== 'consent-missing' && error.code !== 'auth-failed')) throw error;
    session.ports.log.warn('graph.todo-not-shown', { code: error.code });
    return null;
  }
}

/** Whether there is such a mailbox for this account; throws what stands in the way. */
export async function requireMailbox(session: GraphSession, signal: AbortSignal): Promise<void> {
  await getObject(session, urlOf(session, `${session.mailbox}/calendar`, { $select: 'id' }), 'Calendars.Read', signal);
}

function calendar(json: JsonObject): Collection {
  return collection(textAt(json, 'id'), textAt(json, 'name'), 'event', propertiesOf(json, ['color', 'hexColor', 'isDefaultCalendar']), json['canEdit'] === false);
}

function taskList(json: JsonObject): Collection {
  return collection(textAt(json, 'id'), textAt(json, 'displayName'), 'task', propertiesOf(json, ['wellknownListName']));
}

function collection(id: string, name: string, kind: RecordKind, properties: Readonly<Record<string, string>>, readOnly = false): Collection {
  return { id, name, kinds: [kind], readOnly, properties: { ...properties, [KIND_PROPERTY]: kind } };
}

function propertiesOf(json: JsonObject, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, textAt(json, name)] as const).filter(([, value]) => value !== ''));
}
