import { graphIdOfUri } from '../exchange/mapi-property.ts';
import { mapiPropertyOf } from '../exchange/mapi-properties.ts';
import { childOf, childrenOf, plainValue, textIn, type XmlNode } from './xml-node.ts';

/** A resource of Graph's shape being filled. */
export type Resource = Record<string, unknown>;

/** What an element adds to a resource; `item` is the whole that it stands in. */
export type Taker = (child: XmlNode, resource: Resource, item: XmlNode) => void;

/**
 * An item of EWS as the resource that Graph has for the same item, so that both read alike. What Graph has no name for stands under
 * its own, as `ews-Mileage`; what servers make out of the rest, or for themselves, is left out.
 */
export function itemResource(item: XmlNode, takers: Readonly<Record<string, Taker>>, usual: Readonly<Record<string, string>>): Resource {
  const resource: Resource = {};
  for (const child of item.children) {
    const take = Object.hasOwn(takers, child.name) ? takers[child.name] : Object.hasOwn(COMMON, child.name) ? COMMON[child.name] : undefined;
    if (take !== undefined) take(child, resource, item);
    else if (!SERVER_MADE.has(child.name)) addUnknown(child, resource, usual);
  }
  resource['singleValueExtendedProperties'] = extendedOf(item);
  return resource;
}

/** Takes the text of an element under one name. */
export function asText(name: string): Taker {
  return (child, resource) => void (resource[name] = child.text.trim());
}

/** Takes `true` and `false`. */
export function asFlag(name: string): Taker {
  return (child, resource) => void (resource[name] = isTrue(child.text));
}

/** Takes a word in Graph's way of writing it: `WorkingElsewhere` as `workingElsewhere`. */
export function asWord(name: string): Taker {
  return (child, resource) => void (resource[name] = lowerFirst(child.text.trim()));
}

/** Takes a list of `String` elements. */
export function asList(name: string): Taker {
  return (child, resource) => void (resource[name] = childrenOf(child, 'String').map(({ text }) => text));
}

/** Takes nothing. */
export function asNothing(): void {
  return undefined;
}

/** Whether a text of xs:boolean says yes. */
export function isTrue(text: string): boolean {
  return text.trim() === 'true' || text.trim() === '1';
}

/** A text with its first letter small. */
export function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

/** Names of what servers make out of other properties, or keep for themselves, by types.xsd; MAPI names and times stand as traces or nowhere. */
const SERVER_MADE: ReadonlySet<string> = new Set((
  'MimeContent MimeContentUTF8 ItemId ParentFolderId DateTimeReceived Size IsSubmitted IsDraft IsFromMe IsResend IsUnmodified InternetMessageHeaders DateTimeSent ResponseObjects ' +
  'ReminderNextTime DisplayCc DisplayTo Culture EffectiveRights IsAssociated WebClientReadFormQueryString WebClientEditFormQueryString ConversationId UniqueBody ' +
  'StoreEntryId InstanceKey NormalizedBody EntityExtractionResult PolicyTag ArchiveTag RetentionDate Preview RightsManagementLicenseData PredictedActionReasons IsClutter ' +
  'NextPredictedAction GroupingAction BlockStatus HasBlockedImages TextBody IconIndex SearchKey SortKey ExtendedProperty LastModifiedName ' +
  'FileAsMapping CompleteName ContactSource HasPicture DateTimeStamp When IsMeeting IsRecurring MeetingRequestWasSent ConflictingMeetingCount AdjacentMeetingCount ' +
  'ConflictingMeetings AdjacentMeetings Duration AppointmentReplyTime AppointmentSequenceNumber AppointmentState FirstOccurrence LastOccurrence StartWallClock EndWallClock ' +
  'IntendedFreeBusyStatus InboxReminders ChangeCount IsAssignmentEditable IsComplete StatusDescription'
).split(' '));

/** Values that say nothing; a class of its own is told, the usual one of each kind is not. */
const USUAL: ReadonlyMap<string, RegExp> = new Map([
  ['ItemClass', /^IPM\.(?:Contact|Appointment|Task|DistList)$|^IPM\.OLE\.CLASS\.\{[^}]*\}$/i],
  ['Flag', /^\{"FlagStatus":"NotFlagged"\}$/],
]);

const COMMON: Readonly<Record<string, Taker>> = {
  Categories: asList('categories'),
  Importance: asWord('importance'),
  Sensitivity: asWord('sensitivity'),
  Body: (child, resource) => void (resource['body'] = { contentType: (child.attributes['BodyType'] ?? 'Text').toLowerCase(), content: child.text }),
  Attachments: (child, resource) => void (resource['attachments'] = child.children.filter((one) => !isTrue(textIn(one, 'IsContactPhoto'))).map(attachmentOf).toSorted(byJson)),
  HasAttachments: asFlag('hasAttachments'),
  DateTimeCreated: asText('createdDateTime'),
  LastModifiedTime: asText('lastModifiedDateTime'),
  ReminderIsSet: asFlag('isReminderOn'),
  ReminderMinutesBeforeStart: asNothing,
  ReminderDueBy: asNothing,
};

function addUnknown(child: XmlNode, resource: Resource, usual: Readonly<Record<string, string>>): void {
  const value = plainValue(child);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === '' || text === usual[child.name] || USUAL.get(child.name)?.test(text) === true) return;
  resource[`ews-${child.name}`] = value;
}

function attachmentOf(attachment: XmlNode): Resource {
  const content = textIn(attachment, 'Content');
  return {
    name: textIn(attachment, 'Name'),
    contentType: textIn(attachment, 'ContentType'),
    size: textIn(attachment, 'Size'),
    ...(content === '' ? {} : { contentBytes: content }),
  };
}

function byJson(one: unknown, other: unknown): number {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The extended properties, and what elements of the schema give for the same ones. */
function extendedOf(item: XmlNode): readonly Resource[] {
  const extended = childrenOf(item, 'ExtendedProperty').map((property) => {
    const values = childOf(property, 'Values');
    const texts = values === undefined ? [textIn(property, 'Value')] : childrenOf(values, 'Value').map(({ text }) => text);
    return { id: graphIdOfUri(childOf(property, 'ExtendedFieldURI')?.attributes ?? {}), value: texts.join(', ') };
  });
  const known = new Set(extended.map(({ id }) => mapiPropertyOf(id)?.name));
  const told = [['PidTagLastModifierName', 'String 0x3FFA', 'LastModifiedName'], ['PidTagSearchKey', 'Binary 0x300B', 'SearchKey']] as const;
  const more = told.flatMap(([name, id, element]) => (known.has(name) || textIn(item, element) === '' ? [] : [{ id, value: textIn(item, element) }]));
  return [...extended, ...more];
}
