import { element, escapeText, textElement } from '../soap/write-xml.ts';
import { type XmlElement, child, childText, childrenNamed } from '../soap/xml-tree.ts';

/** An element of a captured item as it is sent: the same, without what only the server says of it. */
export function sentElement(captured: XmlElement): string {
  switch (captured.name) {
    case 't:Body':
      return element(captured.name, escapeText(captured.text), { BodyType: captured.attributes['BodyType'] ?? 'Text' });
    case 't:EmailAddresses':
      return element(captured.name, childrenNamed(captured, 't:Entry').map(sentEntry).join(''));
    case 't:RequiredAttendees':
    case 't:OptionalAttendees':
    case 't:Resources':
      return element(captured.name, childrenNamed(captured, 't:Attendee').map(sentAttendee).join(''));
    case 't:Members':
      return element(captured.name, childrenNamed(captured, 't:Member').map((one) => element('t:Member', sentMailbox(child(one, 't:Mailbox')))).join(''));
    case 't:StartTimeZone':
    case 't:EndTimeZone':
      return sentZone(captured);
    default:
      return asItStands(captured);
  }
}

/** One entry of a dictionary of addresses. */
export function sentEntry(entry: XmlElement): string {
  const { Key, Name, RoutingType } = entry.attributes;
  return element('t:Entry', escapeText(entry.text), { Key, Name, RoutingType });
}

/** An element with everything in it. */
export function asItStands(captured: XmlElement): string {
  const inner = captured.children.length === 0 ? escapeText(captured.text) : captured.children.map(asItStands).join('');
  return element(captured.name, inner, captured.attributes);
}

/** What an attendee answered goes along: a server that does not take it leaves it out. */
function sentAttendee(attendee: XmlElement): string {
  const response = childText(attendee, 't:ResponseType');
  return element('t:Attendee', sentMailbox(child(attendee, 't:Mailbox')) + (response === '' ? '' : textElement('t:ResponseType', response)));
}

/** The kind of a mailbox is found out by the server anew; ids of contacts behind it may be gone. */
function sentMailbox(mailbox: XmlElement | undefined): string {
  const parts = ['t:Name', 't:EmailAddress', 't:RoutingType'].map((name) => {
    const text = childText(mailbox, name);
    return text === '' ? '' : textElement(name, text);
  });
  return element('t:Mailbox', parts.join(''));
}

/** The server has the rules of the zones that it knows by id; others are sent in full. */
function sentZone(zone: XmlElement): string {
  const { Id: id = '' } = zone.attributes;
  return id === '' || /^(?:tzone:|customized time zone)/i.test(id) ? asItStands(zone) : element(zone.name, '', { Id: id });
}
