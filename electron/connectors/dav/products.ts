/** What an answer shows of the software that gave it. */
export interface ProductEvidence {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly namespaces: readonly string[];
  readonly path: string;
  readonly syncToken?: string;
}

/** What is known of a product, from measurements. */
export interface ProductTraits {
  /** PROPFIND of a large collection takes time that grows with its square; sync-collection with an empty token lists the same. */
  readonly isListedBySync: boolean;
  /** Whether an old sync token is refused: then what a delta does not name has not changed. `ask` finds out. */
  readonly refusesOldTokens: 'yes' | 'no' | 'ask';
  /** ETags that come again for other content: everything is read anew. */
  readonly reusesEtags: boolean;
}

const USUAL: ProductTraits = { isListedBySync: false, refusesOldTokens: 'ask', reusesEtags: false };

const TRAITS: Readonly<Record<string, Partial<ProductTraits>>> = {
  radicale: { isListedBySync: true, refusesOldTokens: 'yes' },
  davical: { refusesOldTokens: 'no' },
  sogo: { refusesOldTokens: 'no', reusesEtags: true },
};

/** Whether ETags are the counters of SOGo, which begin at zero for each new item and so come again for other content. */
export function isCounterEtag(etag: string | undefined): boolean {
  return etag !== undefined && /^"gcs\d+"$/.test(etag);
}

/** The traits of a product; those of no known one are the careful ones. */
export function traitsOf(product: string): ProductTraits {
  return { ...USUAL, ...TRAITS[product] };
}

interface Sign {
  readonly product: string;
  readonly holds: (evidence: ProductEvidence) => boolean;
}

const SIGNS: readonly Sign[] = [
  { product: 'sogo', holds: ({ path, namespaces }) => path.startsWith('/SOGo/') || namespaces.includes('urn:inverse:params:xml:ns:inverse-dav') },
  { product: 'davical', holds: ({ headers, path, namespaces }) => 'x-davical-version' in headers || path.startsWith('/caldav.php') || namespaces.includes('http://davical.org/') },
  { product: 'cyrus', holds: ({ headers, namespaces }) => /cyrus/i.test(headers['server'] ?? '') || namespaces.some((one) => /cyrusimap\.org/.test(one)) },
  { product: 'nextcloud', holds: ({ namespaces, path }) => namespaces.includes('http://nextcloud.org/ns') || path.startsWith('/remote.php/') },
  { product: 'sabredav', holds: ({ headers, namespaces }) => 'x-sabre-version' in headers || namespaces.includes('http://sabredav.org/ns') },
  { product: 'radicale', holds: ({ headers, syncToken }) => syncToken?.startsWith('http://radicale.org/') ?? isRadicaleHeader(headers['dav']) },
  // Only Xandikos spells the class `calendar-auto-schedule` (RFC 6638 §2) this way.
  { product: 'xandikos', holds: ({ headers }) => (headers['dav'] ?? '').includes('calendar-auto-scheduling') },
];

/** The product by its own signs, or `unknown`; behind a proxy the Server line says nothing, so other signs count more. */
export function detectProduct(evidence: ProductEvidence): string {
  return SIGNS.find((sign) => sign.holds(evidence))?.product ?? 'unknown';
}

function isRadicaleHeader(dav: string | undefined): boolean {
  return dav?.replaceAll(' ', '') === '1,2,3,calendar-access,addressbook,extended-mkcol';
}
