/** The namespaces of Exchange Web Services. */
export const NAMESPACES = {
  s: 'http://schemas.xmlsoap.org/soap/envelope/',
  t: 'http://schemas.microsoft.com/exchange/services/2006/types',
  m: 'http://schemas.microsoft.com/exchange/services/2006/messages',
  e: 'http://schemas.microsoft.com/exchange/services/2006/errors',
} as const;

const PREFIX_OF: ReadonlyMap<string, string> = new Map(Object.entries(NAMESPACES).map(([prefix, uri]) => [uri, prefix]));

/** `t:Contact` for a name in a namespace of the service, whatever prefix a document uses; `{uri}local` for any other. */
export function shortName(uri: string, local: string): string {
  const prefix = PREFIX_OF.get(uri);
  return prefix === undefined ? `{${uri}}${local}` : `${prefix}:${local}`;
}
