import type { Secret } from '../../core/ports.ts';
import type { Limits } from '../http/limits.ts';

/** A mailbox of Exchange Online as the Graph connector needs it. */
export interface GraphSettings {
  /** The service with its version; another one for a national cloud. */
  readonly url: string;
  /** Whose mailbox: an address or sign-in name; '' for that of whoever is signed in. */
  readonly user: string;
  readonly secret: () => Promise<Secret>;
  /** PEM text of certificate authorities to trust besides the known ones. */
  readonly ca?: string;
  readonly limits?: Partial<Limits>;
}
