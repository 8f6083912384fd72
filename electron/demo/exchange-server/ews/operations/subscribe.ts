import type { ServerResponse } from 'node:http';

import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, failed, respond, respondEach, succeeded } from '../errors.ts';
import { folderOf } from '../targets.ts';
import { envelope, kid, kids, kidText, localName, x, xText } from '../xml.ts';

/** Subscribe: streaming subscriptions; the two older kinds are refused. */
export function subscribe({ mailbox, request, subscriptions }: EwsCall): EwsAnswer {
  return respondEach('Subscribe', [request.children[0]], (asked) => {
    if (asked === undefined || localName(asked) !== 'StreamingSubscriptionRequest') throw new EwsError('ErrorInvalidRequest');
    const isAll = asked.attributes['SubscribeToAllFolders'] === 'true';
    const folders = isAll ? null : new Set((kid(asked, 'FolderIds')?.children ?? []).map((id) => folderOf(mailbox, id).number));
    const types = new Set(kids(kid(asked, 'EventTypes'), 'EventType').map((one) => one.text.trim()));
    return xText('m:SubscriptionId', subscriptions.add(folders, types));
  });
}

/** Unsubscribe: the end of a subscription. */
export function unsubscribe({ request, subscriptions }: EwsCall): EwsAnswer {
  return respondEach('Unsubscribe', [kidText(request, 'SubscriptionId')], (id) => {
    if (!subscriptions.remove(id)) throw new EwsError('ErrorSubscriptionNotFound');
    return '';
  });
}

/** GetStreamingEvents: an answer that goes on, one envelope for whatever happens, until the client has had enough. */
export function getStreamingEvents({ request, subscriptions }: EwsCall): EwsAnswer {
  const ids = kids(kid(request, 'SubscriptionIds'), 'SubscriptionId').map((one) => one.text.trim());
  const unknown = ids.filter((id) => subscriptions.get(id) === undefined);
  if (unknown.length > 0) {
    const rest = x('m:ErrorSubscriptionIds', unknown.map((id) => xText('t:SubscriptionId', id)).join(''));
    return respond('GetStreamingEvents', [failed('GetStreamingEvents', new EwsError('ErrorInvalidSubscription'), rest)]);
  }
  return {
    stream: (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' });
      const say = (inner: string) => response.write(envelope(respond('GetStreamingEvents', [succeeded('GetStreamingEvents', inner)])));
      const flush = () => {
        for (const id of ids) {
          const subscription = subscriptions.get(id);
          if (subscription === undefined || subscription.waiting.length === 0) continue;
          const events = subscription.waiting.splice(0).join('');
          say(x('m:Notifications', x('t:Notification', xText('t:SubscriptionId', id) + events)));
        }
      };
      say(xText('m:ConnectionStatus', 'OK'));
      for (const id of ids) {
        const subscription = subscriptions.get(id);
        if (subscription !== undefined) subscription.wake = flush;
      }
      response.once('close', () => {
        for (const id of ids) {
          const subscription = subscriptions.get(id);
          if (subscription?.wake === flush) subscription.wake = null;
        }
      });
      flush();
    },
  };
}
