import type { DavHandler } from '../../demo/dav-server/messages.ts';
import { CALENDARS_HOME, type Site } from '../../demo/dav-server/resources.ts';
import { startDavServer, type DavServer, type DavServerOptions } from '../../demo/dav-server/start-dav-server.ts';
import { FaultPicker } from './fault-schedule.ts';
import type { Fault, FaultSchedule } from './faults.ts';
import { lieAboutContent } from './lie-about-content.ts';
import { lieAboutReports } from './lie-about-reports.ts';
import { lieAboutSync } from './lie-about-sync.ts';
import { lieAboutWrites } from './lie-about-writes.ts';
import type { Lies } from './lies.ts';
import { liesOf, type Profile } from './profiles.ts';
import type { Notification } from './scheduling/scheduling-product.ts';
import { MailLog, withScheduling } from './scheduling/with-scheduling.ts';
import { withFaults } from './with-faults.ts';

export interface LyingDavOptions extends Omit<DavServerOptions, 'user' | 'password' | 'wrapInside' | 'wrapOutside'> {
  readonly user?: string;
  readonly password?: string;
  /** A product to behave like. */
  readonly profile?: Profile;
  /** On top of the profile. */
  readonly lies?: Lies;
  readonly faults?: FaultSchedule;
  /** Addresses with an account on this server, for scheduling. */
  readonly localUsers?: readonly string[];
  /** Now, for scheduling, as a basic-format UTC text. */
  readonly now?: string;
}

export interface LyingDav extends DavServer {
  readonly user: string;
  readonly password: string;
  /** Everyone who was told something by scheduling. */
  notified(): readonly Notification[];
  /** Which faults hit which requests so far. */
  applied(): readonly { readonly request: number; readonly fault: Fault }[];
  /** Replaces the faults from now on; requests go on counting. */
  setFaults(faults: FaultSchedule): void;
}

export const TEST_USER = 'user';
export const TEST_PASSWORD = 'pä€ßwörd:1';

/** Our own DAV server behind lies and faults; its log and store still tell what is really there. */
export async function startLyingDav(options: LyingDavOptions = {}): Promise<LyingDav> {
  const { user = TEST_USER, password = TEST_PASSWORD } = options;
  const lies: Lies = { ...(options.profile === undefined ? {} : liesOf(options.profile)), ...options.lies };
  const mail = new MailLog();
  let picker = new FaultPicker(options.faults ?? []);
  const server = await startDavServer({
    ...options,
    user,
    password,
    ...(lies.etagOf === undefined ? {} : { etagOf: lies.etagOf }),
    wrapInside: (next, site) => withLies(next, site, lies, mail, options),
    wrapOutside: (next) => (request) => withFaults(next, picker)(request),
  });
  return {
    ...server,
    user,
    password,
    notified: () => mail.sent(),
    applied: () => picker.applied(),
    setFaults(faults) {
      picker = new FaultPicker(faults);
    },
  };
}

function withLies(next: DavHandler, site: Site, lies: Lies, mail: MailLog, options: LyingDavOptions): DavHandler {
  if (lies.scheduleCollections === true) {
    for (const [name, kind] of [['Inbox', 'schedule-inbox'], ['Outbox', 'schedule-outbox']] as const) site.tree.addCollection([CALENDARS_HOME, site.user, name], kind, []);
  }
  let handler = lieAboutWrites(next, lies, site);
  if (lies.scheduling !== undefined) {
    handler = withScheduling(handler, site, mail, { product: lies.scheduling, localUsers: options.localUsers ?? ['bob@example.test'], now: options.now ?? '20260301T120000Z' });
  }
  const davHeader = [lies.davHeader, lies.scheduling?.davHeader].filter((one) => one !== undefined).join(', ');
  const content = davHeader === '' ? lies : { ...lies, davHeader };
  return lieAboutContent(lieAboutReports(lieAboutSync(handler, lies, site), lies), content, site);
}
