import type { Shape } from './graph-schema.ts';

/** What is sent and answered at one address of Graph; `{}` stands for an id. */
export interface GraphRoute {
  readonly name: string;
  readonly request: Shape;
  /** null: nothing, or no JSON. */
  readonly reply: Shape | null;
}

const MAILBOX = 'admin/exchange/mailboxes/{}';
const AUDIT = 'security/auditLog/queries';

const ROUTES: readonly (readonly [route: string, request: Shape, reply: Shape | null])[] = [
  ...['contacts', 'contactFolders/{}/contacts'].flatMap((at) => collection(at, 'contact', true)),
  ['POST contacts/{}/permanentDelete', 'nothing', null],
  ['GET contacts/{}/photo', 'nothing', 'one profilePhoto'],
  ['GET contacts/{}/photo/$value', 'nothing', null],
  ['PUT contacts/{}/photo/$value', 'nothing', null],
  ...collection('contactFolders', 'contactFolder', true),
  ['GET contactFolders/{}/childFolders', 'nothing', 'list contactFolder'],
  ['POST contactFolders/{}/childFolders', 'one contactFolder', 'one contactFolder'],
  ...collection('calendars', 'calendar', false),
  ['GET calendar', 'nothing', 'one calendar'],
  ...['events', 'calendars/{}/events', 'calendar/events'].flatMap((at) => collection(at, 'event', false)),
  ['POST events/{}/permanentDelete', 'nothing', null],
  ['GET events/{}/instances', 'nothing', 'list event'],
  ...['', 'calendar/', 'calendars/{}/'].flatMap((at): typeof ROUTES => [
    [`GET ${at}calendarView`, 'nothing', 'list event'],
    [`GET ${at}calendarView/delta`, 'nothing', 'delta event'],
  ]),
  ...collection('todo/lists', 'todoTaskList', true),
  ...collection('todo/lists/{}/tasks', 'todoTask', true),
  ...collection('todo/lists/{}/tasks/{}/linkedResources', 'linkedResource', false),
  ...collection('todo/lists/{}/tasks/{}/checklistItems', 'checklistItem', false),
  ['GET settings/exchange', 'nothing', 'one exchangeSettings'],
  ['POST translateExchangeIds', 'translate', 'list convertIdResult'],
  [`GET ${MAILBOX}/folders`, 'nothing', 'list mailboxFolder'],
  [`GET ${MAILBOX}/folders/{}`, 'nothing', 'one mailboxFolder'],
  [`GET ${MAILBOX}/folders/{}/childFolders`, 'nothing', 'list mailboxFolder'],
  [`GET ${MAILBOX}/folders/{}/items`, 'nothing', 'list mailboxItem'],
  [`GET ${MAILBOX}/folders/{}/items/delta`, 'nothing', 'delta mailboxItem'],
  [`GET ${MAILBOX}/folders/{}/items/{}`, 'nothing', 'one mailboxItem'],
  [`POST ${MAILBOX}/exportItems`, 'exportItems', 'list exportItemResponse'],
  [`POST ${MAILBOX}/createImportSession`, 'nothing', 'one mailboxItemImportSession'],
  [`POST ${AUDIT}`, 'one security.auditLogQuery', 'one security.auditLogQuery'],
  [`GET ${AUDIT}/{}`, 'nothing', 'one security.auditLogQuery'],
  [`GET ${AUDIT}/{}/records`, 'nothing', 'list security.auditLogRecord'],
  ['POST $batch', 'batch request', 'batch reply'],
  ['POST /import/{}', 'import', 'imported'],
];

/** What applies to a request of Graph, or null where nothing is known to. */
export function graphRoute(method: string, path: string): GraphRoute | null {
  const rest = path.replace(/^\/?(?:v1\.0\/)?/, '').replace(/^(?:me|users\/[^/]+)\//, '');
  const segments = (path.startsWith('/import/') ? path : rest).split('/');
  for (const [route, request, reply] of ROUTES) {
    const [wantedMethod, wantedPath = ''] = route.split(' ');
    const wanted = wantedPath.split('/');
    if (wantedMethod !== method || wanted.length !== segments.length) continue;
    if (wanted.every((one, at) => one === '{}' || one.toLowerCase() === segments[at]?.toLowerCase())) return { name: route, request, reply };
  }
  return null;
}

function collection(at: string, type: string, hasDelta: boolean): typeof ROUTES {
  return [
    [`GET ${at}`, 'nothing', `list ${type}`],
    [`POST ${at}`, `one ${type}`, `one ${type}`],
    ...(hasDelta ? ([[`GET ${at}/delta`, 'nothing', `delta ${type}`]] as const) : []),
    [`GET ${at}/{}`, 'nothing', `one ${type}`],
    [`PATCH ${at}/{}`, `one ${type}`, `one ${type}`],
    [`DELETE ${at}/{}`, 'nothing', null],
  ];
}
