import type { XmlElement } from '../../dav-server/read-xml.ts';
import type { Attendee, Draft } from '../mailbox/item.ts';
import { textOf } from '../mailbox/item.ts';
import { PROP } from '../mailbox/known-properties.ts';
import { globalObjectId, uidOf } from '../mailbox/make-drafts.ts';
import { isOrganizer } from '../mailbox/meeting-messages.ts';
import { idIn, type MapiKey } from '../mailbox/property-keys.ts';
import { derivedField, flagField, numberField, readOnly, textField, timeField, wordField, type Field, type ItemView } from './field.ts';
import { occurrenceListXml, recurrenceXml, readRecurrence } from './recurrence-xml.ts';
import { kid, kids, kidText, x, xText } from './xml.ts';

const RESPONSES: readonly (readonly [Attendee['response'], string])[] = [
  ['none', 'Unknown'], ['organizer', 'Organizer'], ['tentative', 'Tentative'], ['accept', 'Accept'], ['decline', 'Decline'], ['notResponded', 'NoResponseReceived'],
];
const BUSY = ['Free', 'Tentative', 'Busy', 'OOF', 'WorkingElsewhere'];

/** What events have beside what every item has. */
export const EVENT_FIELDS: readonly Field[] = [
  {
    uri: 'calendar:UID',
    element: 'UID',
    key: PROP.cleanGlobalObjectId,
    write: (view) => (textOf(view.bag, PROP.cleanGlobalObjectId) === '' ? '' : xText('t:UID', uidOf(textOf(view.bag, PROP.cleanGlobalObjectId)))),
    read: (from, draft) => {
      draft.bag.set(PROP.globalObjectId, globalObjectId(from.text.trim()));
      draft.bag.set(PROP.cleanGlobalObjectId, globalObjectId(from.text.trim()));
    },
  },
  derivedField('calendar:RecurrenceId', 'RecurrenceId', (view) => (view.originalStart === null ? '' : xText('t:RecurrenceId', view.originalStart))),
  readOnly(timeField('calendar:DateTimeStamp', 'DateTimeStamp', PROP.lastModificationTime)),
  timeField('calendar:Start', 'Start', PROP.start, { isDefault: true }),
  timeField('calendar:End', 'End', PROP.end, { isDefault: true }),
  derivedField('calendar:OriginalStart', 'OriginalStart', (view) => (view.originalStart === null ? '' : xText('t:OriginalStart', view.originalStart)), { isDefault: true }),
  flagField('calendar:IsAllDayEvent', 'IsAllDayEvent', PROP.isAllDay),
  wordField('calendar:LegacyFreeBusyStatus', 'LegacyFreeBusyStatus', PROP.busyStatus, BUSY, { isDefault: true }),
  textField('calendar:Location', 'Location', PROP.location, { isDefault: true }),
  derivedField('calendar:IsMeeting', 'IsMeeting', (view) => xText('t:IsMeeting', (stateOf(view) & 1) === 1)),
  derivedField('calendar:IsCancelled', 'IsCancelled', (view) => xText('t:IsCancelled', (stateOf(view) & 4) === 4)),
  derivedField('calendar:IsRecurring', 'IsRecurring', (view) => xText('t:IsRecurring', view.originalStart !== null)),
  derivedField('calendar:MeetingRequestWasSent', 'MeetingRequestWasSent', (view) => xText('t:MeetingRequestWasSent', view.bag.get(REQUEST_WAS_SENT) === true)),
  // Asked for unless an organizer says otherwise, as Graph has it too.
  { ...flagField('calendar:IsResponseRequested', 'IsResponseRequested', PROP.isResponseRequested), write: (view) => xText('t:IsResponseRequested', view.bag.get(PROP.isResponseRequested) !== false) },
  derivedField('calendar:CalendarItemType', 'CalendarItemType', (view) => xText('t:CalendarItemType', typeOf(view)), { isDefault: true }),
  derivedField('calendar:MyResponseType', 'MyResponseType', (view) => xText('t:MyResponseType', isOrganizer(view.mailbox, view.item) ? 'Organizer' : 'Unknown')),
  derivedField('calendar:Organizer', 'Organizer', organizer, { isDefault: true }),
  attendeeField('calendar:RequiredAttendees', 'RequiredAttendees', 'required'),
  attendeeField('calendar:OptionalAttendees', 'OptionalAttendees', 'optional'),
  attendeeField('calendar:Resources', 'Resources', 'resource'),
  derivedField('calendar:Duration', 'Duration', (view) => xText('t:Duration', durationOf(view))),
  derivedField('calendar:TimeZone', 'TimeZone', (view) => xText('t:TimeZone', textOf(view.bag, PROP.startTimeZone) || 'UTC')),
  readOnly(numberField('calendar:AppointmentSequenceNumber', 'AppointmentSequenceNumber', PROP.sequence)),
  readOnly(numberField('calendar:AppointmentState', 'AppointmentState', PROP.meetingState)),
  {
    uri: 'calendar:Recurrence',
    element: 'Recurrence',
    write: (view) => (view.item.recurrence === null || view.originalStart !== null || view.isListing ? '' : recurrenceXml(view.item.recurrence)),
    // exdocs, recurring series: a pattern that is set anew knows nothing of the occurrences of the one before.
    read: (from, draft) => {
      draft.recurrence = readRecurrence(from);
      draft.exceptions = [];
      draft.cancelled = [];
    },
    clear: (draft) => {
      draft.recurrence = null;
      draft.exceptions = [];
      draft.cancelled = [];
    },
  },
  derivedField('calendar:ModifiedOccurrences', 'ModifiedOccurrences', (view) => (view.originalStart === null && !view.isListing ? occurrenceListXml(view.mailbox, view.item) : '')),
  derivedField('calendar:DeletedOccurrences', 'DeletedOccurrences', (view) =>
    view.item.cancelled.length === 0 || view.originalStart !== null || view.isListing ? '' : x('t:DeletedOccurrences', view.item.cancelled.map((one) => x('t:DeletedOccurrence', xText('t:Start', one))).join('')),
  ),
  zoneField('calendar:StartTimeZone', 'StartTimeZone', PROP.startTimeZone),
  zoneField('calendar:EndTimeZone', 'EndTimeZone', PROP.endTimeZone),
  numberField('calendar:ConferenceType', 'ConferenceType', idIn('Appointment', 0x8241)),
  {
    ...derivedField('calendar:AllowNewTimeProposal', 'AllowNewTimeProposal', (view) => xText('t:AllowNewTimeProposal', view.bag.get(NO_COUNTER_PROPOSAL) !== true)),
    read: (from, draft) => void draft.bag.set(NO_COUNTER_PROPOSAL, from.text.trim() === 'false'),
  },
  textField('calendar:MeetingWorkspaceUrl', 'MeetingWorkspaceUrl', idIn('Appointment', 0x8209)),
  textField('calendar:NetShowUrl', 'NetShowUrl', idIn('Appointment', 0x8248)),
  textField('calendar:StartTimeZoneId', 'StartTimeZoneId', PROP.startTimeZone),
  textField('calendar:EndTimeZoneId', 'EndTimeZoneId', PROP.endTimeZone),
  derivedField('calendar:IsOrganizer', 'IsOrganizer', (view) => xText('t:IsOrganizer', isOrganizer(view.mailbox, view.item)), { isHidden: true }),
];

/** MS-OXOCAL §2.2.4.4: requests were sent for this meeting. */
export const REQUEST_WAS_SENT: MapiKey = idIn('Appointment', 0x8229);
const NO_COUNTER_PROPOSAL: MapiKey = idIn('Appointment', 0x825a);

function typeOf(view: ItemView): string {
  if (view.originalStart !== null) return view.item.exceptions.some((one) => one.originalStart === view.originalStart) ? 'Exception' : 'Occurrence';
  return view.item.recurrence === null ? 'Single' : 'RecurringMaster';
}

function stateOf(view: ItemView): number {
  const state = view.bag.get(PROP.meetingState);
  return typeof state === 'number' ? state : 0;
}

function durationOf(view: ItemView): string {
  const minutes = Math.max(0, Math.round((Date.parse(textOf(view.bag, PROP.end)) - Date.parse(textOf(view.bag, PROP.start))) / 60_000));
  return `PT${Number.isNaN(minutes) ? 0 : minutes}M`;
}

function organizer(view: ItemView): string {
  const address = textOf(view.bag, PROP.organizerAddress) || view.mailbox.owner.address;
  return x('t:Organizer', x('t:Mailbox', xText('t:Name', textOf(view.bag, PROP.organizerName) || view.mailbox.owner.name) + xText('t:EmailAddress', address) + xText('t:RoutingType', 'SMTP')));
}

function attendeeField(uri: string, element: string, kind: Attendee['kind']): Field {
  return {
    uri,
    element,
    write: (view) => {
      const here = view.isListing ? [] : view.item.attendees.filter((one) => one.kind === kind);
      const written = here.map((one) => {
        const mailbox = xText('t:Name', one.name) + xText('t:EmailAddress', one.address) + xText('t:RoutingType', 'SMTP') + xText('t:MailboxType', 'OneOff');
        return x('t:Attendee', x('t:Mailbox', mailbox) + xText('t:ResponseType', RESPONSES.find(([response]) => response === one.response)?.[1] ?? 'Unknown'));
      });
      return written.length === 0 ? '' : x(`t:${element}`, written.join(''));
    },
    read: (from, draft) => {
      draft.attendees = [...draft.attendees.filter((one) => one.kind !== kind), ...kids(from, 'Attendee').map((one) => readAttendee(one, kind))];
      draft.bag.set(PROP.meetingState, draft.attendees.length > 0 ? 1 : 0);
    },
    clear: (draft: Draft) => void (draft.attendees = draft.attendees.filter((one) => one.kind !== kind)),
    append: (from, draft) => void draft.attendees.push(...kids(from, 'Attendee').map((one) => readAttendee(one, kind))),
  };
}

function readAttendee(element: XmlElement, kind: Attendee['kind']): Attendee {
  const mailbox = kid(element, 'Mailbox');
  const address = kidText(mailbox, 'EmailAddress');
  const response = RESPONSES.find(([, word]) => word === kidText(element, 'ResponseType'))?.[0] ?? 'notResponded';
  return { name: kidText(mailbox, 'Name') || address, address, kind, response };
}

/** A zone is kept by its id alone; one that was described in full keeps its name. */
function zoneField(uri: string, element: string, key: MapiKey): Field {
  return {
    uri,
    element,
    isHidden: true,
    key,
    write: (view) => {
      const id = textOf(view.bag, key) || 'UTC';
      const period = x('t:Period', '', { Bias: 'PT0S', Name: 'Standard', Id: 'std' });
      return x(`t:${element}`, x('t:Periods', period), { Id: id, Name: id });
    },
    read: (from, draft) => void draft.bag.set(key, from.attributes['Id'] ?? from.attributes['Name'] ?? 'UTC'),
    clear: (draft) => void draft.bag.delete(key),
  };
}
