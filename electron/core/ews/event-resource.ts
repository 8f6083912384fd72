import { inZone, isMidnight, readInstant } from '../graph/read-time.ts';
import { dateText } from '../jscalendar/civil-time.ts';
import { asFlag, asNothing, asText, asWord, isTrue, itemResource, lowerFirst, type Resource, type Taker } from './item-resource.ts';
import { takeRecurrence } from './recurrence-resource.ts';
import { asTime, utcTime } from './utc-time.ts';
import { childOf, childrenOf, plainValue, textIn, type XmlNode } from './xml-node.ts';

/**
 * A `t:CalendarItem` as Graph's resource for the same event. Exceptions of a series stand in it as they were read, the others by the
 * times that their master lists them with.
 */
export function eventResource(event: XmlNode, exceptions: readonly XmlNode[]): Resource {
  const resource = itemResource(event, TAKERS, USUAL);
  const attendees = GUESTS.flatMap(([element, type]) => childrenOf(childOf(event, element), 'Attendee').map((attendee) => attendeeOf(attendee, type)));
  resource['attendees'] = attendees;
  if (attendees.length === 0) delete resource['responseRequested'];
  const organizerSays = textIn(event, 'IsOrganizer');
  if (organizerSays !== '') resource['isOrganizer'] = isTrue(organizerSays);
  else if (isTrue(textIn(event, 'IsMeeting'))) resource['isOrganizer'] = textIn(event, 'MyResponseType') === 'Organizer';
  addReminder(event, resource);
  resource['originalStartTimeZone'] = zoneOf(event, 'Start');
  resource['originalEndTimeZone'] = zoneOf(event, 'End');
  addOccurrences(event, exceptions, resource);
  return resource;
}

const GUESTS = [['RequiredAttendees', 'required'], ['OptionalAttendees', 'optional'], ['Resources', 'resource']] as const;
const RESPONSES: ReadonlyMap<string, string> = new Map([
  ['Unknown', 'none'], ['Organizer', 'organizer'], ['Tentative', 'tentativelyAccepted'], ['Accept', 'accepted'], ['Decline', 'declined'], ['NoResponseReceived', 'notResponded'],
]);

function attendeeOf(attendee: XmlNode, type: string): Resource {
  return { type, status: { response: responseOf(textIn(attendee, 'ResponseType')) }, emailAddress: emailAddressOf(childOf(attendee, 'Mailbox')) };
}

function responseOf(word: string): string {
  return RESPONSES.get(word) ?? lowerFirst(word);
}

function emailAddressOf(mailbox: XmlNode | undefined): Resource {
  return { name: textIn(mailbox, 'Name'), address: textIn(mailbox, 'EmailAddress') };
}

// MS-OXORMDR §2.2.1.3: a reminder without a time of its own comes a quarter of an hour before.
const USUAL_REMINDER_MINUTES = 15;

function addReminder(event: XmlNode, resource: Resource): void {
  const minutes = textIn(event, 'ReminderMinutesBeforeStart');
  resource['reminderMinutesBeforeStart'] = minutes === '' || !Number.isFinite(Number(minutes)) ? USUAL_REMINDER_MINUTES : Number(minutes);
}

/** A zone by whatever of the three ways the server names it. */
function zoneOf(event: XmlNode, side: 'Start' | 'End'): string {
  return childOf(event, `${side}TimeZone`)?.attributes['Id'] ?? (textIn(event, `${side}TimeZoneId`) || (childOf(event, 'MeetingTimeZone')?.attributes['TimeZoneName'] ?? ''));
}

function addOccurrences(event: XmlNode, exceptions: readonly XmlNode[], resource: Resource): void {
  const zone = zoneOf(event, 'Start');
  const isAllDay = resource['isAllDay'] === true;
  const deleted = childrenOf(childOf(event, 'DeletedOccurrences'), 'DeletedOccurrence').flatMap((one) => dayIn(textIn(one, 'Start'), zone, isAllDay));
  if (deleted.length > 0) resource['cancelledOccurrences'] = deleted;
  const whole = exceptions.map((exception) => ({ ...eventResource(exception, []), originalStart: originalStartOf(exception) }));
  const known = new Set(exceptions.map(originalStartOf));
  const listed = childrenOf(childOf(event, 'ModifiedOccurrences'), 'Occurrence').filter((one) => !known.has(originalStartOf(one)));
  const brief = listed.map((one) => ({
    originalStart: originalStartOf(one), isAllDay, start: utcTime(textIn(one, 'Start')), end: utcTime(textIn(one, 'End')), originalStartTimeZone: zone, originalEndTimeZone: zone,
  }));
  if (whole.length + brief.length > 0) resource['exceptionOccurrences'] = [...whole, ...brief];
}

/** Graph names the occurrence that is gone by its day; so does this. */
function dayIn(instant: string, zone: string, isAllDay: boolean): readonly string[] {
  const time = readInstant(instant);
  if (time === undefined) return [];
  return [dateText((isAllDay && isMidnight(time) ? time : inZone(time, zone)).wall)];
}

function originalStartOf(occurrence: XmlNode): string {
  return textIn(occurrence, 'OriginalStart') || textIn(occurrence, 'RecurrenceId');
}

const TYPES: ReadonlyMap<string, string> = new Map([['Single', 'singleInstance'], ['Occurrence', 'occurrence'], ['Exception', 'exception'], ['RecurringMaster', 'seriesMaster']]);

const TAKERS: Readonly<Record<string, Taker>> = {
  UID: asText('iCalUId'),
  Subject: asText('subject'),
  Start: asTime('start'),
  End: asTime('end'),
  OriginalStart: asText('originalStart'),
  RecurrenceId: asNothing,
  IsAllDayEvent: asFlag('isAllDay'),
  LegacyFreeBusyStatus: asWord('showAs'),
  Location: (child, resource) => addPlace(resource, { displayName: child.text.trim() }),
  EnhancedLocation: takeEnhancedLocation,
  IsCancelled: asFlag('isCancelled'),
  IsOrganizer: asNothing,
  IsResponseRequested: asFlag('responseRequested'),
  AllowNewTimeProposal: asFlag('allowNewTimeProposals'),
  IsOnlineMeeting: asFlag('isOnlineMeeting'),
  JoinOnlineMeetingUrl: (child, resource) => void (resource['onlineMeeting'] = { joinUrl: child.text.trim() }),
  CalendarItemType: (child, resource) => void (resource['type'] = TYPES.get(child.text.trim()) ?? child.text.trim()),
  MyResponseType: (child, resource) => void (resource['responseStatus'] = { response: responseOf(child.text.trim()) }),
  Organizer: (child, resource) => void (resource['organizer'] = { emailAddress: emailAddressOf(childOf(child, 'Mailbox')) }),
  RequiredAttendees: asNothing,
  OptionalAttendees: asNothing,
  Resources: asNothing,
  TimeZone: asNothing,
  MeetingTimeZone: asNothing,
  StartTimeZone: asNothing,
  EndTimeZone: asNothing,
  StartTimeZoneId: asNothing,
  EndTimeZoneId: asNothing,
  Recurrence: takeRecurrence,
  ModifiedOccurrences: asNothing,
  DeletedOccurrences: asNothing,
};
const USUAL: Readonly<Record<string, string>> = { ConferenceType: '0' };

function addPlace(resource: Resource, place: Resource): void {
  const places = Array.isArray(resource['locations']) ? (resource['locations'] as readonly Resource[]) : [];
  resource['locations'] = [...places, place];
}

function takeEnhancedLocation(child: XmlNode, resource: Resource): void {
  const postal = childOf(child, 'PostalAddress');
  const [latitude, longitude] = [textIn(postal, 'Latitude'), textIn(postal, 'Longitude')];
  addPlace(resource, { displayName: textIn(child, 'DisplayName') });
  if (latitude !== '' && longitude !== '') resource['location'] = { coordinates: { latitude, longitude } };
  const told = ['Street', 'City', 'State', 'Country', 'PostalCode'].some((part) => textIn(postal, part) !== '') || textIn(child, 'Annotation') !== '';
  if (told) resource['ews-EnhancedLocation'] = plainValue(child);
}
