import { createHash } from 'node:crypto';

import { CYRUS } from './scheduling/cyrus.ts';
import { DAVICAL } from './scheduling/davical.ts';
import { SILENT } from './scheduling/scheduling-product.ts';
import { SOGO } from './scheduling/sogo.ts';
import { serveLikeCyrus, serveLikeSabre } from './convert-cards.ts';
import type { Lies } from './lies.ts';
import { rewriteLikeCyrus, rewriteLikeDavical, rewriteLikeRadicale, rewriteLikeSogo, shuffleParameters } from './rewrite-cards.ts';

const hasNoExtension = (name: string) => !/\.(?:vcf|ics)$/i.test(name);

/** Servers as they were measured; each a function, for some keep count. */
const PROFILES = {
  radicale: (): Lies => ({
    initialSyncListsTombstones: true,
    ignoresLimit: true,
    statuses: { update: 201, delete: 200, garbage: 400 },
    rewrites: rewriteLikeRadicale,
    lineEnds: 'crlf',
    rawControlCharacters: true,
  }),
  xandikos: (): Lies => ({
    davHeader: 'calendar-auto-scheduling',
    reportsUnwrapped: true,
    query: 'error-with-filter',
    queryListsCollection: true,
    duplicateUid: 'stored',
    multigetWithoutData: hasNoExtension,
    invalidToken: 'error-500',
    ignoresLimit: true,
    refusesInside207: true,
    lineEnds: 'crlf',
    rawControlCharacters: true,
  }),
  sabredav1: (): Lies => ({
    sync: 'none',
    multigetMissing: 'whole-report-404',
    duplicateUid: 'stored',
    duplicateEventUid: 'stored',
    hrefs: lowerHexHref,
    lineEnds: 'lf',
    rawControlCharacters: true,
  }),
  sabredav4: (): Lies => ({
    multigetMissing: 'omitted',
    ignoresLimit: true,
    duplicateUid: 'stored',
    serves: serveLikeSabre,
    hrefs: lowerHexHref,
  }),
  nextcloud: (): Lies => ({ multigetMissing: 'omitted', syncRowLimit: 100, duplicateUid: 'refused-400', serves: serveLikeSabre, hrefs: lowerHexHref }),
  cyrus: (): Lies => ({
    duplicateUid: 'stored',
    duplicateEventUid: 'refused-403',
    uidOnceInAccount: true,
    scheduleCollections: true,
    etagOf: (_, writes) => `"${writes}"`,
    rewrites: rewriteLikeCyrus,
    serves: serveLikeCyrus,
    cdata: true,
    hrefs: readableHref,
    scheduling: CYRUS,
  }),
  davical: (): Lies => ({
    query: 'error-with-filter',
    multigetMissing: 'omitted',
    invalidToken: 'full-list',
    ignoresLimit: true,
    duplicateUid: 'stored',
    duplicateEventUid: 'stored',
    storesGarbage: true,
    etagOnPut: 'absent',
    rewrites: rewriteLikeDavical,
    scheduling: DAVICAL,
  }),
  sogo: (): Lies => {
    const shuffle = shuffleParameters();
    return {
      wellKnown: 'html',
      query: 'all',
      ignoresLimit: true,
      invalidToken: 'full-list-with-tombstones',
      syncResendsLast: true,
      ignoresIfNoneMatch: true,
      ignoresIfMatchOnDelete: true,
      createsDespiteIfMatch: true,
      duplicateUid: 'stored',
      homeListsFiles: true,
      etagOf: (_, __, before) => (before === undefined ? '"gcs00000000"' : nextCounter(before.etag)),
      rewrites: rewriteLikeSogo,
      serves: shuffle,
      lineEnds: 'lf',
      scheduling: SOGO,
    };
  },
  /** Names of its own without extension, told in Location; many rows come in parts. */
  google: (): Lies => ({ storesUnder: (name) => createHash('sha256').update(name).digest('hex').slice(0, 16), duplicateUid: 'stored', syncRowLimit: 50, ignoresLimit: true }),
} as const;

export type Profile = keyof typeof PROFILES;
export const PROFILE_NAMES = Object.keys(PROFILES) as readonly Profile[];

/** The lies of a product. */
export function liesOf(profile: Profile): Lies {
  return PROFILES[profile]();
}

/** A server that says it schedules and never does, as Xandikos. */
export const ADVERTISED_ONLY: NonNullable<Lies['scheduling']> = {
  name: 'advertised-only',
  davHeader: 'calendar-auto-scheduling',
  onPut: () => SILENT,
  onDelete: () => SILENT,
  onCalendarDelete: () => SILENT,
};

/** `a:b%40c%c3%a9.vcf`: hex in lower case, a colon as it is. */
export function lowerHexHref(href: string): string {
  return href.replaceAll('%3A', ':').replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** `a:b@c.vcf`: what may stand in a path as it is, does. */
export function readableHref(href: string): string {
  return href.replaceAll('%3A', ':').replaceAll('%40', '@');
}

function nextCounter(etag: string): string {
  return `"gcs${String(Number(/(\d+)"$/.exec(etag)?.[1] ?? 0) + 1).padStart(8, '0')}"`;
}
