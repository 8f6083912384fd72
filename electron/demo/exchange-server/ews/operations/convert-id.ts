import type { Mailbox } from '../../mailbox/mailbox.ts';
import type { Named } from '../../mailbox/ids.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { kid, kids, x } from '../xml.ts';

/** ConvertId: the same item or folder in another way of writing its id. */
export function convertId({ mailbox, request }: EwsCall): EwsAnswer {
  const target = request.attributes['DestinationFormat'] ?? 'EwsId';
  return respondEach('ConvertId', kids(kid(request, 'SourceIds'), 'AlternateId'), (source) => {
    const named = read(mailbox, source.attributes['Format'] ?? '', source.attributes['Id'] ?? '');
    const id = named === undefined ? undefined : write(mailbox, target, named);
    if (id === undefined) throw new EwsError('ErrorInvalidIdMalformed');
    // Its type is the base type in the schema.
    return x('m:AlternateId', '', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xsi:type': 't:AlternateIdType', Format: target, Id: id, Mailbox: source.attributes['Mailbox'] ?? mailbox.owner.address });
  });
}

function read(mailbox: Mailbox, format: string, id: string): Named | undefined {
  if (format === 'HexEntryId') return mailbox.ids.readEntryId(Buffer.from(id, 'hex'));
  if (format === 'EntryId') return mailbox.ids.readEntryId(Buffer.from(id, 'base64'));
  return mailbox.ids.read(id);
}

function write(mailbox: Mailbox, format: string, named: Named): string | undefined {
  const item = named.type === 'immutable' ? mailbox.itemByNumber(named.number) : named.type === 'item' ? mailbox.item(named.instance) : undefined;
  const entry = named.type === 'folder' ? mailbox.ids.folderEntryId(named.number) : item === undefined ? undefined : mailbox.ids.itemEntryId(item.folder, item.instance);
  if (entry === undefined) return undefined;
  switch (format) {
    case 'HexEntryId':
      return entry.toString('hex').toUpperCase();
    case 'EntryId':
      return entry.toString('base64');
    default: {
      const id = item === undefined ? mailbox.ids.folderId(named.type === 'folder' ? named.number : 0) : mailbox.ids.itemId(item.folder, item.instance);
      return format === 'OwaId' ? encodeURIComponent(id) : id;
    }
  }
}
