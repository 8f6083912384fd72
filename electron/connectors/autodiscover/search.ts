import type { Secret } from '../../core/ports.ts';
import type { Clock } from '../../core/ports.ts';
import type { Limits } from '../http/limits.ts';
import type { Transport } from '../http/transport.ts';

/** One search for a mailbox, as every way of asking needs it. */
export interface Search {
  readonly email: string;
  readonly user: string;
  readonly secret: () => Promise<Secret>;
  readonly ca?: string;
  readonly transport: Transport;
  readonly limits: Limits;
  readonly clock: Clock;
}
