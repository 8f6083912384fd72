import { PROP } from '../../mailbox/known-properties.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { folderOf } from '../targets.ts';
import { kid, x, xText } from '../xml.ts';

const COLOURS = 25;

/** GetUserConfiguration: the list of categories (MS-OXOCFG §2.2.5), of which every category in use is one, and the time zone. */
export function getUserConfiguration({ mailbox, request }: EwsCall): EwsAnswer {
  return respondEach('GetUserConfiguration', [kid(request, 'UserConfigurationName')], (name) => {
    const folder = folderOf(mailbox, name?.children[0]);
    if (name?.attributes['Name'] === 'OWA.UserOptions' && folder.distinguished === 'root') return userOptions(mailbox.ids.folderId(folder.number));
    if (name?.attributes['Name'] !== 'CategoryList' || folder.distinguished !== 'calendar') throw new EwsError('ErrorItemNotFound');
    const used = new Set<string>();
    for (const { number } of mailbox.folders.below(mailbox.folders.named('msgfolderroot').number)) {
      for (const item of mailbox.itemsIn(number)) {
        const categories = item.bag.get(PROP.categories);
        if (Array.isArray(categories)) for (const one of categories as readonly string[]) used.add(one);
      }
    }
    const rows = [...used].sort().map((one, at) => xml('category', { name: one, color: at % COLOURS, keyboardShortcut: 0, guid: `{${mailbox.guid}}` }));
    const list = `<?xml version="1.0"?>\n<categories default="" lastSavedSession="1" lastSavedTime="${mailbox.now()}" xmlns="CategoryList.xsd">${rows.join('')}</categories>`;
    const named = x('t:UserConfigurationName', x('t:FolderId', '', { Id: mailbox.ids.folderId(folder.number) }), { Name: 'CategoryList' });
    return x('m:UserConfiguration', named + xText('t:XmlData', Buffer.from(list, 'utf8').toString('base64')));
  });
}

/** What a person chose in Outlook on the web; clients look there for the time zone. */
function userOptions(folderId: string): string {
  const entry = (element: string, value: string) => x(`t:${element}`, xText('t:Type', 'String') + xText('t:Value', value));
  const dictionary = x('t:Dictionary', x('t:DictionaryEntry', entry('DictionaryKey', 'timezone') + entry('DictionaryValue', 'UTC')));
  return x('m:UserConfiguration', x('t:UserConfigurationName', x('t:FolderId', '', { Id: folderId }), { Name: 'OWA.UserOptions' }) + dictionary);
}

function xml(name: string, attributes: Parameters<typeof x>[2]): string {
  return x(name, '', attributes);
}
