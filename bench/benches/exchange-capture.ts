import { join } from 'node:path';
import type { Item } from '../../electron/demo/exchange-server/mailbox/item.ts';
import { classOf, type Mailbox } from '../../electron/demo/exchange-server/mailbox/mailbox.ts';
import { type ExchangeServer, PRACTICE_ACCOUNT, startExchangeServer } from '../../electron/demo/exchange-server/start-exchange-server.ts';
import { systemClock } from '../../electron/services/system-ports.ts';
import { withCleanUp } from '../measure/clean-up.ts';
import { type Synctrace, withSynctrace } from '../measure/with-synctrace.ts';
import { inWorkFolder } from '../measure/work-folder.ts';
import { plainFigure, ratioFigure } from '../results/figures.ts';
import type { Bench, Figure, Measured, Scale } from '../results/types.ts';

const SIZE = { contacts: 20_000, events: 20_000, tasks: 5_000 } as const;
const SECRET = 'SYNCTRACE_BENCH_PASSWORD';
const MOST_BYTES = 350e6;

/** A first and an unchanged capture of a large mailbox, by Graph and by EWS. */
export const exchangeCapture: Bench = {
  name: 'exchange-capture',
  title: 'Capture of a mailbox of 20,000 contacts, 20,000 events and 5,000 tasks, by Graph and by EWS',
  measure: (scale, say) =>
    withSynctrace(async (synctrace): Promise<Measured> => {
      const figures: Figure[] = [];
      for (const protocol of ['graph', 'ews'] as const) figures.push(...(await measure(protocol, synctrace, scale, say)));
      return {
        figures,
        trials: [],
        with: ['the Exchange server that ships for practice'],
        simulated: [
          'The mailbox is generated and the server is the one that ships for practice, in another process on the same machine. The least number of requests is what the',
          'largest pages and batches of the service allow: Graph 999 rows a page and 20 requests a batch, EWS 512 changes, 1,000 rows, and 50 whole items a request.',
        ],
      };
    }),
};

type Size = Readonly<Record<'contacts' | 'events' | 'tasks', number>>;
type Protocol = 'graph' | 'ews';

interface Capture {
  readonly requests: number;
  /** Without what it takes to find the folders. */
  readonly ofFolders: number;
  readonly wallMs: number;
  readonly peakBytes: number | null;
}

async function measure(protocol: Protocol, synctrace: Synctrace, scale: Scale, say: (line: string) => void): Promise<readonly Figure[]> {
  const size = { contacts: scale.size(SIZE.contacts), events: scale.size(SIZE.events), tasks: scale.size(SIZE.tasks) };
  say(`${protocol}: filling a mailbox with ${size.contacts} contacts, ${size.events} events and ${size.tasks} tasks`);
  const server = await startExchangeServer({ clock: systemClock, sample: size });
  return withCleanUp(
    () => server.close(),
    () =>
      inWorkFolder('exchange-capture', async (folder) => {
        const file = join(folder, `${protocol}.synctrace`);
        const account = ['--url', protocol === 'graph' ? server.graphUrl : server.ewsUrl, '--user', PRACTICE_ACCOUNT.user, '--password-env', SECRET];
        await synctrace.run(['--case', file, 'source', 'add', 'mailbox', '--kind', protocol, ...account], environmentFor(protocol));
        say(`${protocol}: capturing it`);
        const first = await capture(protocol, server, synctrace, file, size, say);
        say(`${protocol}: capturing it again`);
        const again = await capture(protocol, server, synctrace, file, size, say);
        return figuresOf(protocol, server.mailbox, first, again);
      }),
  );
}

async function capture(protocol: Protocol, server: ExchangeServer, synctrace: Synctrace, file: string, size: Size, say: (line: string) => void): Promise<Capture> {
  server.log.clear();
  const { wallMs, peakBytes } = await synctrace.run(['--case', file, 'snapshot', 'mailbox'], environmentFor(protocol));
  const requests = server.log.requests().length;
  say(`${protocol}: ${countsOf(server)}`);
  const { snapshots } = (await synctrace.ask(['--case', file, 'snapshots'])) as { snapshots: { complete: boolean; counts: Record<'contact' | 'event' | 'task', number>; stats: { requests: number } }[] };
  const last = snapshots.at(-1);
  const found = [last?.complete, last?.counts.contact, last?.counts.event, last?.counts.task];
  if (found.join() !== [true, size.contacts, size.events, size.tasks].join()) throw new Error(`the capture holds ${found.join(', ')}`);
  return { requests, ofFolders: last?.stats.requests ?? 0, wallMs, peakBytes };
}

/** `12 FindItem, 4 GetItem`. */
function countsOf(server: ExchangeServer): string {
  const groups = Map.groupBy(server.log.requests(), ({ operation, method, path, status }) => (status === 401 ? 'unauthorised' : operation === '' ? `${method} ${path.slice(path.lastIndexOf('/') + 1)}` : operation));
  return [...groups].map(([operation, list]) => `${list.length} ${operation}`).join(', ');
}

function figuresOf(protocol: Protocol, mailbox: Mailbox, first: Capture, again: Capture): readonly Figure[] {
  const least = protocol === 'graph' ? leastOfGraph(mailbox) : leastOfEws(mailbox);
  const peakOf = (what: string, { peakBytes }: Capture) => (peakBytes === null ? [] : [plainFigure(`peak memory of ${what} by ${protocol}`, 'bytes', [peakBytes], { atMost: MOST_BYTES })]);
  return [
    ratioFigure(`first capture by ${protocol}: requests ÷ the least`, { name: 'requests, finding the folders included', values: [first.requests] }, { name: 'the least', values: [least.first] }, 1.2, 'count'),
    ratioFigure(
      `unchanged recapture by ${protocol}: requests ÷ one a folder and the listing`,
      { name: 'requests', values: [again.ofFolders] },
      { name: 'one a folder and the listing', values: [least.again] },
      1,
      'count',
    ),
    plainFigure(`requests of an unchanged recapture by ${protocol}, finding the folders included`, 'count', [again.requests], null),
    plainFigure(`time of the first capture by ${protocol}`, 'ms', [first.wallMs], null),
    plainFigure(`time of an unchanged recapture by ${protocol}`, 'ms', [again.wallMs], null),
    ...peakOf('the first capture', first),
    ...peakOf('an unchanged recapture', again),
  ];
}

interface Least {
  readonly first: number;
  readonly again: number;
}

/**
 * By pages, contacts and tasks twice: the listing and a first round of the delta query; pictures and the exceptions of series by batches. Then one
 * delta query and the listing a folder.
 */
function leastOfGraph(mailbox: Mailbox): Least {
  const folders = foldersWithRecords(mailbox, ['deleteditems']);
  const first = folders.map((items) => pages(items.length, 999) * (isOf(items, 'event') ? 1 : 2) + batches(items.filter((item) => hasPicture(item) || item.recurrence !== null).length, 20));
  const again = folders.map((items) => pages(items.length, 999) + 1);
  return { first: sum(first), again: sum(again) };
}

/** A sync by pages of 512, a listing by pages of 1,000, whole items, exceptions and pictures by fifties; then one sync and the listing a folder. */
function leastOfEws(mailbox: Mailbox): Least {
  const folders = foldersWithRecords(mailbox, ['deleteditems', 'recoverableitemsdeletions', 'recoverableitemspurges']);
  const first = folders.map((items) => {
    const exceptions = sum(items.map((item) => item.exceptions.length));
    return pages(items.length, 512) + pages(items.length, 1000) + batches(items.length, 50) + batches(exceptions, 50) + batches(items.filter(hasPicture).length, 50);
  });
  const again = folders.map((items) => pages(items.length, 1000) + 1);
  return { first: sum(first), again: sum(again) };
}

const FOLDER_OF_RECORDS = /^IPF\.(?:Contact|Appointment|Task)$/;

/** What each folder holds that is captured: those of records, and those that keep what was deleted. */
function foldersWithRecords(mailbox: Mailbox, keeping: readonly string[]): readonly (readonly Item[])[] {
  const { folders } = mailbox;
  const live = folders.below(folders.named('msgfolderroot').number).filter(({ folderClass }) => FOLDER_OF_RECORDS.test(folderClass));
  return [...live, ...keeping.map((name) => folders.named(name))].map(({ number }) => mailbox.itemsIn(number));
}

function isOf(items: readonly Item[], kind: ReturnType<typeof classOf>): boolean {
  return items.some((item) => classOf(item) === kind);
}

function hasPicture(item: Item): boolean {
  return item.attachments.some((one) => one.isContactPhoto);
}

function batches(count: number, size: number): number {
  return Math.ceil(count / size);
}

/** An empty list is a page as well. */
function pages(count: number, size: number): number {
  return Math.max(1, Math.ceil(count / size));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((before, number) => before + number, 0);
}

function environmentFor(protocol: Protocol): Readonly<Record<string, string>> {
  return { [SECRET]: protocol === 'graph' ? (PRACTICE_ACCOUNT.token ?? '') : PRACTICE_ACCOUNT.password };
}
