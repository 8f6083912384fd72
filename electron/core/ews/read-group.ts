import type { JSContactCard } from '../jscontact/card.ts';
import { createCardBuilder } from '../jscontact/card-builder.ts';
import { htmlToText } from '../graph/html-text.ts';
import { readable, textAt, textsAt } from '../graph/json.ts';
import { isPlumbing } from '../graph/plumbing.ts';
import { asText, itemResource, type Resource, type Taker } from './item-resource.ts';
import { childOf, childrenOf, textIn, type XmlNode } from './xml-node.ts';

/** A `t:DistributionList` with the names of what Graph's contacts have in common with it. */
export function groupResource(list: XmlNode): Resource {
  return itemResource(list, TAKERS, {});
}

const TAKERS: Readonly<Record<string, Taker>> = {
  DisplayName: asText('displayName'),
  FileAs: asText('fileAs'),
  Body: (child, resource) => void (resource['personalNotes'] = child.attributes['BodyType'] === 'HTML' ? htmlToText(child.text) : child.text),
  Members: () => undefined,
  Subject: (child, resource, item) => {
    const text = child.text.trim();
    if (!['', textIn(item, 'DisplayName'), textIn(item, 'FileAs')].includes(text)) resource['ews-Subject'] = text;
  },
};
/** Read below, told elsewhere, or of no meaning for a group. */
const READ: ReadonlySet<string> = new Set(['displayName', 'personalNotes', 'categories', 'hasAttachments', 'isReminderOn', 'importance', 'sensitivity']);

/** A `t:DistributionList` as a group of contacts (RFC 9553 §2.1.4), its members by their addresses and with the names they have in it. */
export function readGroup(list: XmlNode, resource: Resource): JSContactCard {
  const builder = createCardBuilder();
  const members = Object.create(null) as Record<string, true>;
  builder.fullName(textAt(resource, 'displayName'));
  for (const note of textsAt(resource, 'personalNotes')) builder.add('notes', { note });
  for (const category of childrenOf(childOf(list, 'Categories'), 'String')) builder.keyword(category.text);
  for (const member of childrenOf(childOf(list, 'Members'), 'Member')) {
    const mailbox = childOf(member, 'Mailbox');
    const [name, address] = [textIn(mailbox, 'Name'), textIn(mailbox, 'EmailAddress')];
    const uri = address === '' ? name : `mailto:${address}`;
    if (uri !== '') members[uri] = true;
    if (name !== '' && address !== '' && name.toLowerCase() !== address.toLowerCase()) builder.unknown('ews-Members-Name', `${name} <${address}>`);
  }
  for (const name of Object.keys(resource)) if (!READ.has(name) && !isPlumbing(name)) builder.unknown(name, readable(resource[name]));
  return { ...builder.build(), kind: 'group', ...(Object.keys(members).length === 0 ? {} : { members }) };
}
