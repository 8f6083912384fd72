import type { Secret } from '../../core/ports.ts';
import type { Limits } from '../http/limits.ts';

/** A mailbox on an Exchange Server as the connector needs it. */
export interface EwsSettings {
  /** `https://SERVER/EWS/Exchange.asmx`. */
  readonly url: string;
  /** `user@domain`, or `DOMAIN\user`. */
  readonly user: string;
  readonly secret: () => Promise<Secret>;
  /** PEM text of certificate authorities to trust besides the known ones. */
  readonly ca?: string;
  /** Address of the mailbox that a service account acts for; left out: the user's own. */
  readonly mailbox?: string;
  readonly limits?: Partial<Limits>;
}
