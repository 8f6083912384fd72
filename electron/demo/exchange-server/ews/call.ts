import type { ServerResponse } from 'node:http';

import type { XmlElement } from '../../dav-server/read-xml.ts';
import type { By, Mailbox } from '../mailbox/mailbox.ts';
import type { Subscriptions } from './subscriptions.ts';

/** One operation as it is called. */
export interface EwsCall {
  readonly mailbox: Mailbox;
  readonly by: By;
  /** The request element, `m:GetItem` and the like. */
  readonly request: XmlElement;
  readonly subscriptions: Subscriptions;
}

/** What an operation answers: the response element, or a stream that it writes itself. */
export type EwsAnswer = string | { readonly stream: (response: ServerResponse) => void };

/** One operation of the service. */
export type Operation = (call: EwsCall) => EwsAnswer;
