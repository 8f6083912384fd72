/** The namespace of the elements that are ours, in bodies of Exchange Web Services. */
export const SYNCTRACE_NAMESPACE = 'urn:synctrace:ews';

/**
 * A series with its exceptions as one body: the master first, then the items of its exceptions, each as the server sent it. What has no
 * exceptions stands as it is.
 */
export function wrapSeries(master: string, exceptions: readonly string[]): string {
  if (exceptions.length === 0) return master;
  return `<synctrace:series xmlns:synctrace="${SYNCTRACE_NAMESPACE}">${master}${exceptions.join('')}</synctrace:series>`;
}

/** An item with the bytes of its picture, in base64, as its last element; the rest stays as the server sent it. */
export function withPhoto(item: string, base64: string): string {
  const end = item.lastIndexOf('</');
  return end < 0 ? item : `${item.slice(0, end)}<synctrace:photo xmlns:synctrace="${SYNCTRACE_NAMESPACE}">${base64}</synctrace:photo>${item.slice(end)}`;
}
