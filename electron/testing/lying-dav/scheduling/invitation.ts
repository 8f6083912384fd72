import { readComponents, type ContentComponent, type ContentLine } from '../../../demo/dav-server/content.ts';
import { spanOf } from '../../../demo/dav-server/time-span.ts';

export type ScheduleAgent = 'SERVER' | 'CLIENT' | 'NONE';

export interface Attendee {
  /** In lower case, without `mailto:`. */
  readonly address: string;
  readonly agent: ScheduleAgent;
  readonly status: string;
}

/** What a calendar object means for scheduling (RFC 6638 §3). */
export interface Invitation {
  readonly uid: string;
  /** The part of the account that stores it. */
  readonly role: 'organizer' | 'attendee' | 'none';
  readonly organizer: string | null;
  readonly organizerAgent: ScheduleAgent;
  /** All but the account and the organizer, each once. */
  readonly attendees: readonly Attendee[];
  /** The account's own PARTSTAT. */
  readonly ownStatus: string;
  /** The same for two objects that say the same to those invited. */
  readonly content: string;
  /** When it is over, as a sortable UTC text. */
  readonly endsAt: string;
}

const NOT_CONTENT = new Set(['DTSTAMP', 'LAST-MODIFIED', 'CREATED', 'ATTENDEE', 'ORGANIZER', 'SEQUENCE']);

/** What a body says to a server that schedules for this address; null where it is no calendar object. */
export function readInvitation(text: string, account: string): Invitation | null {
  const components = (readComponents(text)?.[0]?.children ?? []).filter((one) => one.name !== 'VTIMEZONE');
  const uid = components.flatMap((one) => one.lines).find((line) => line.name === 'UID')?.value;
  if (uid === undefined) return null;
  const lines = components.flatMap((one) => one.lines);
  const organizerLine = lines.find((line) => line.name === 'ORGANIZER');
  const organizer = organizerLine === undefined ? null : addressOf(organizerLine);
  const attendees = new Map<string, Attendee>();
  for (const line of lines.filter((one) => one.name === 'ATTENDEE')) {
    const attendee = { address: addressOf(line), agent: agentOf(line), status: firstOf(line, 'PARTSTAT') ?? 'NEEDS-ACTION' };
    attendees.set(attendee.address, attendee);
  }
  const own = attendees.get(account.toLowerCase());
  const others = [...attendees.values()].filter((one) => one.address !== account.toLowerCase() && one.address !== organizer);
  return {
    uid,
    role: roleOf(organizer, account, own !== undefined, others.length),
    organizer,
    organizerAgent: organizerLine === undefined ? 'SERVER' : agentOf(organizerLine),
    attendees: others,
    ownStatus: own?.status ?? 'NEEDS-ACTION',
    content: components.map(contentOf).sort().join('\n\n'),
    endsAt: components.map(endOf).sort().at(-1) ?? '',
  };
}

function roleOf(organizer: string | null, account: string, isInvited: boolean, others: number): Invitation['role'] {
  if (organizer === account.toLowerCase()) return others > 0 ? 'organizer' : 'none';
  return organizer !== null && isInvited ? 'attendee' : 'none';
}

function contentOf(component: ContentComponent): string {
  const lines = component.lines.filter((line) => !NOT_CONTENT.has(line.name)).map((line) => `${line.name}:${line.value}`);
  return [component.name, ...lines.sort()].join('\n');
}

function endOf(component: ContentComponent): string {
  const repeats = component.lines.some((line) => line.name === 'RRULE' || line.name === 'RDATE');
  return repeats ? '99991231T235959Z' : (spanOf(component)?.end ?? '99991231T235959Z');
}

function addressOf(line: ContentLine): string {
  return line.value.trim().replace(/^mailto:/i, '').toLowerCase();
}

function agentOf(line: ContentLine): ScheduleAgent {
  const agent = (firstOf(line, 'SCHEDULE-AGENT') ?? 'SERVER').toUpperCase();
  return agent === 'CLIENT' || agent === 'NONE' ? agent : 'SERVER';
}

function firstOf(line: ContentLine, parameter: string): string | undefined {
  return line.parameters.get(parameter)?.[0];
}
