import type { CdpSession, Fields } from './cdp-connection.ts';
import { ElectronLiteError, notOffered, strict } from './not-offered.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** Chromium as it comes from npm knows no schemes of ours: a host below `localhost` stands for one, as it is a secure context too. */
const STAND_IN = '.localhost';
const registered = new Set<string>();
const handlers = new Map<string, Handler>();

/** `protocol` of Electron, for schemes that are standard and secure. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string; readonly privileges?: { readonly standard?: boolean; readonly secure?: boolean } }[]): void {
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard !== true || privileges.secure !== true) throw notOffered('schemes that are not standard and secure');
      registered.add(scheme);
    }
  },
  handle(scheme: string, handler: Handler): void {
    if (!registered.has(scheme)) throw notOffered(`protocol.handle('${scheme}') for a scheme that was not registered`);
    if (handlers.has(scheme)) throw new ElectronLiteError(`the scheme ${scheme} has a handler already`);
    handlers.set(scheme, handler);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
});

/** The address by which Chromium knows a URL of the app. */
export function toChromium(url: string): string {
  const { protocol: scheme, host, pathname, search, hash } = new URL(url);
  const name = scheme.slice(0, -1);
  return registered.has(name) ? `http://${host}.${name}${STAND_IN}${pathname}${search}${hash}` : url;
}

/** The URL of the app by which main knows an address of Chromium. */
export function fromChromium(address: string): string {
  const found = /^http:\/\/([^/]+)\.([^./]+)\.localhost(?=[/?#]|$)/.exec(address);
  if (found?.[1] === undefined || found[2] === undefined || !registered.has(found[2])) return address;
  return `${found[2]}://${found[1]}${address.slice(found[0].length)}`;
}

/** Which requests main has to see: those of its schemes, and every document. */
export function requestPatterns(): readonly Fields[] {
  return [...[...registered].map((scheme) => ({ urlPattern: `http://*.${scheme}${STAND_IN}/*` })), { urlPattern: '*', resourceType: 'Document' }];
}

/** Answers a request that Chromium holds: with what the app's handler says, or by letting it go its way. */
export async function answerHeldRequest(session: CdpSession, { requestId, request }: Fields): Promise<void> {
  const url = fromChromium(request.url as string);
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (handler === undefined) return void (await session.send(url === request.url ? 'Fetch.continueRequest' : 'Fetch.failRequest', { requestId, ...(url === request.url ? {} : { errorReason: 'Failed' }) }));
  const body = request.hasPostData === true ? { body: (request.postData as string | undefined) ?? '' } : {};
  const response = await handler(new Request(url, { method: request.method as string, headers: request.headers as Record<string, string>, ...body }));
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  });
}
