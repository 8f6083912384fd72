import { htmlToText } from '../../../core/graph/html-text.ts';
import { escapeXml } from '../../dav-server/write-xml.ts';
import { eventText } from '../mailbox/event-text.ts';
import type { Draft } from '../mailbox/item.ts';
import { textOf } from '../mailbox/item.ts';
import { PROP } from '../mailbox/known-properties.ts';
import { classOf } from '../mailbox/mailbox.ts';
import { readEventText } from '../mailbox/read-event-text.ts';
import { attachmentXml } from './attachment-xml.ts';
import { EwsError } from './errors.ts';
import { derivedField, flagField, listField, numberField, readOnly, textField, timeField, valueIn, wordField, type Field, type ItemView } from './field.ts';
import { itemIdXml, folderIdXml } from './id-xml.ts';
import { x, xText } from './xml.ts';

const RIGHTS = ['CreateAssociated', 'CreateContents', 'CreateHierarchy', 'Delete', 'Modify', 'Read', 'ViewPrivateItems'].map((name) => xText(`t:${name}`, !name.startsWith('Create'))).join('');

const BODY: Field = {
  uri: 'item:Body',
  element: 'Body',
  key: PROP.body,
  isDefault: true,
  write: (view) => (view.isListing ? '' : bodyXml(view)),
  read: (from, draft) => {
    const isHtml = from.attributes['BodyType'] === 'HTML';
    draft.bag.set(PROP.body, isHtml ? htmlToText(from.text) : from.text);
    if (isHtml) draft.bag.set(PROP.bodyHtml, from.text);
    else draft.bag.delete(PROP.bodyHtml);
  },
  clear: clearBody,
  append: (from, draft) => {
    draft.bag.set(PROP.body, `${textOf(draft.bag, PROP.body)}${from.text}`);
    draft.bag.delete(PROP.bodyHtml);
  },
};

/** What every kind of item has. */
export const ITEM_FIELDS: readonly Field[] = [
  derivedField('item:ItemId', 'ItemId', (view) => itemIdXml(view.mailbox, view.item, view.originalStart), { isDefault: true }),
  derivedField('item:ParentFolderId', 'ParentFolderId', (view) => folderIdXml(view.mailbox, view.item.folder, 't:ParentFolderId')),
  textField('item:ItemClass', 'ItemClass', PROP.itemClass),
  textField('item:Subject', 'Subject', PROP.subject, { isDefault: true }),
  wordField('item:Sensitivity', 'Sensitivity', PROP.sensitivity, ['Normal', 'Personal', 'Private', 'Confidential'], { isDefault: true }),
  BODY,
  derivedField('item:Attachments', 'Attachments', (view) => (view.isListing || view.item.attachments.length === 0 ? '' : x('t:Attachments', view.item.attachments.map((one) => attachmentXml(view.mailbox, view.item, one, false)).join('')))),
  readOnly(timeField('item:DateTimeReceived', 'DateTimeReceived', PROP.deliveryTime)),
  readOnly(numberField('item:Size', 'Size', PROP.size)),
  listField('item:Categories', 'Categories', PROP.categories),
  wordField('item:Importance', 'Importance', PROP.importance, ['Low', 'Normal', 'High']),
  textField('item:InReplyTo', 'InReplyTo', '0x1042'),
  derivedField('item:IsSubmitted', 'IsSubmitted', () => xText('t:IsSubmitted', false)),
  derivedField('item:IsDraft', 'IsDraft', () => xText('t:IsDraft', false)),
  derivedField('item:IsFromMe', 'IsFromMe', () => xText('t:IsFromMe', false)),
  derivedField('item:IsResend', 'IsResend', () => xText('t:IsResend', false)),
  derivedField('item:IsUnmodified', 'IsUnmodified', () => xText('t:IsUnmodified', false)),
  derivedField('item:DateTimeSent', 'DateTimeSent', (view) => timeOf(view, 'DateTimeSent')),
  readOnly(timeField('item:DateTimeCreated', 'DateTimeCreated', PROP.creationTime)),
  timeField('item:ReminderDueBy', 'ReminderDueBy', PROP.reminderTime),
  flagField('item:ReminderIsSet', 'ReminderIsSet', PROP.isReminderSet),
  numberField('item:ReminderMinutesBeforeStart', 'ReminderMinutesBeforeStart', PROP.reminderMinutes),
  derivedField('item:DisplayCc', 'DisplayCc', (view) => (view.item.attendees.some((one) => one.kind === 'optional') ? displayOf(view, 'optional', 'DisplayCc') : '')),
  derivedField('item:DisplayTo', 'DisplayTo', (view) => (view.item.attendees.some((one) => one.kind === 'required') ? displayOf(view, 'required', 'DisplayTo') : '')),
  { ...readOnly(flagField('item:HasAttachments', 'HasAttachments', PROP.hasAttachments)), isDefault: true },
  textField('item:Culture', 'Culture', '0x3ff1'),
  derivedField('item:EffectiveRights', 'EffectiveRights', () => x('t:EffectiveRights', RIGHTS)),
  readOnly(textField('item:LastModifiedName', 'LastModifiedName', PROP.lastModifierName)),
  readOnly(timeField('item:LastModifiedTime', 'LastModifiedTime', PROP.lastModificationTime)),
  derivedField('item:IsAssociated', 'IsAssociated', () => xText('t:IsAssociated', false)),
  derivedField('item:StoreEntryId', 'StoreEntryId', (view) => x('t:StoreEntryId', String(valueIn(view, PROP.entryId))), { isHidden: true }),
  derivedField('item:TextBody', 'TextBody', (view) => (view.isListing ? '' : x('t:TextBody', escapeXml(textOf(view.bag, PROP.body)), { BodyType: 'Text' })), { isHidden: true }),
  derivedField('item:UniqueBody', 'UniqueBody', () => '', { isHidden: true }),
  {
    ...derivedField('item:MimeContent', 'MimeContent', mimeContent, { isHidden: true }),
    read: (from, draft) => {
      if (!readEventText(Buffer.from(from.text, 'base64').toString('utf8'), draft)) throw new EwsError('ErrorMimeContentInvalid');
    },
  },
  derivedField('item:Preview', 'Preview', (view) => xText('t:Preview', textOf(view.bag, PROP.body).slice(0, 255)), { isHidden: true }),
];

/** Events have theirs as iCalendar; of other items this server makes none. */
function mimeContent(view: ItemView): string {
  if (view.isListing || classOf(view.item) !== 'event') return '';
  return x('t:MimeContent', Buffer.from(eventText(view.item), 'utf8').toString('base64'), { CharacterSet: 'UTF-8' });
}

function bodyXml(view: ItemView): string {
  const html = textOf(view.bag, PROP.bodyHtml);
  const text = textOf(view.bag, PROP.body);
  if (view.bodyType === 'Text') return x('t:Body', escapeXml(text), { BodyType: 'Text', IsTruncated: false });
  if (view.bodyType === 'Best' && html === '') return x('t:Body', escapeXml(text), { BodyType: 'Text', IsTruncated: false });
  if (html === '' && text === '') return x('t:Body', '', { BodyType: 'HTML', IsTruncated: false });
  const made = html === '' ? `<html><body><div class="PlainText">${escapeXml(text).replace(/(?:&#13;)?\n/g, '<br>\n')}</div></body></html>` : html;
  return x('t:Body', escapeXml(made), { BodyType: 'HTML', IsTruncated: false });
}

function clearBody(draft: Draft): void {
  draft.bag.delete(PROP.body);
  draft.bag.delete(PROP.bodyHtml);
}

function timeOf(view: ItemView, element: string): string {
  return xText(`t:${element}`, String(valueIn(view, PROP.creationTime)));
}

function displayOf(view: ItemView, kind: string, element: string): string {
  return xText(`t:${element}`, view.item.attendees.filter((one) => one.kind === kind).map((one) => one.name).join('; '));
}
