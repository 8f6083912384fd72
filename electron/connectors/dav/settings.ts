import type { Secret } from '../../core/ports.ts';
import type { Limits } from '../http/limits.ts';

/** An account as a DAV connector needs it. */
export interface DavSettings {
  /** The bare server, a principal, a home or one collection. */
  readonly url: string;
  readonly user: string;
  readonly secret: () => Promise<Secret>;
  /** PEM text of certificate authorities to trust besides the known ones. */
  readonly ca?: string;
  readonly limits?: Partial<Limits>;
}
