import { EMAILS } from '../../mailbox/contact-properties.ts';
import { textOf } from '../../mailbox/item.ts';
import { PROP } from '../../mailbox/known-properties.ts';
import { classOf } from '../../mailbox/mailbox.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, failed, respond, succeeded } from '../errors.ts';
import { itemXml } from '../item-xml.ts';
import { readShape } from '../shapes.ts';
import { kidText, x, xText } from '../xml.ts';

const MOST_NAMES = 100;

/** ResolveNames: the owner of the mailbox and the contacts whose name or address begins with what was typed. */
export function resolveNames({ mailbox, request }: EwsCall): EwsAnswer {
  const wanted = kidText(request, 'UnresolvedEntry').replace(/^smtp:/i, '').toLowerCase();
  const isFull = request.attributes['ReturnFullContactData'] === 'true';
  const found: string[] = [];
  if (matches(wanted, mailbox.owner.name, mailbox.owner.address)) found.push(x('t:Resolution', mailboxXml(mailbox.owner.name, mailbox.owner.address, 'Mailbox')));
  const folders = mailbox.folders.below(mailbox.folders.named('contacts').number);
  for (const folder of [mailbox.folders.named('contacts'), ...folders]) {
    for (const item of mailbox.itemsIn(folder.number)) {
      const name = textOf(item.bag, PROP.displayName);
      const [address] = EMAILS.map((keys) => textOf(item.bag, keys.address)).filter((one) => one !== '');
      if (classOf(item) !== 'contact' || address === undefined || !matches(wanted, name, address)) continue;
      const contact = isFull ? itemXml(mailbox, item, { ...readShape(undefined), base: 'Default' }, true) : '';
      found.push(x('t:Resolution', mailboxXml(name, address, 'Contact') + contact));
    }
  }
  if (found.length === 0) return respond('ResolveNames', [failed('ResolveNames', new EwsError('ErrorNameResolutionNoResults'))]);
  const set = x('m:ResolutionSet', found.slice(0, MOST_NAMES).join(''), { TotalItemsInView: found.length, IncludesLastItemInRange: found.length <= MOST_NAMES });
  // MS-OXWSRSLNM: more than one answer is a warning that carries them.
  if (found.length > 1) return respond('ResolveNames', [failed('ResolveNames', new EwsError('ErrorNameResolutionMultipleResults'), set, 'Warning')]);
  return respond('ResolveNames', [succeeded('ResolveNames', set)]);
}

function matches(wanted: string, name: string, address: string): boolean {
  return wanted !== '' && (address.toLowerCase().startsWith(wanted) || name.toLowerCase().split(/\s+/).some((word) => word.startsWith(wanted)) || name.toLowerCase() === wanted);
}

function mailboxXml(name: string, address: string, type: string): string {
  return x('t:Mailbox', xText('t:Name', name) + xText('t:EmailAddress', address) + xText('t:RoutingType', 'SMTP') + xText('t:MailboxType', type));
}
