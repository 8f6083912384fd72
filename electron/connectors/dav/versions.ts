import { createHash } from 'node:crypto';

/** What a server says of an item's state. */
export interface ItemState {
  /** As sent, quotes and all. */
  readonly etag: string | undefined;
  /** getcontentlength, where it was given. */
  readonly length: number | undefined;
}

/**
 * A state as one text: the ETag, and the length beside it because an ETag alone can come again for other content (SOGo counts from
 * zero for each new item). Undefined where the server gives no ETag.
 */
export function versionOf(state: ItemState): string | undefined {
  if (state.etag === undefined || state.etag === '') return undefined;
  return state.length === undefined ? state.etag : `${state.etag} ${state.length}`;
}

/** A version from the bytes themselves, for servers without ETags: never equal to one of a listing, so that it is read again. */
export function versionOfBytes(raw: Uint8Array): string {
  return `sha256:${createHash('sha256').update(raw).digest('hex')}`;
}

/** The state that a version was made of. */
export function stateOf(version: string): ItemState {
  const parts = /^(.*?)(?: (\d+))?$/s.exec(version);
  const length = parts?.[2];
  return { etag: parts?.[1], length: length === undefined ? undefined : Number(length) };
}

/** Whether two versions name the same state; a length that one of them lacks is no difference. */
export function isSameVersion(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [stateOf(a), stateOf(b)];
  if (strong(one.etag) !== strong(other.etag)) return false;
  return one.length === undefined || other.length === undefined || one.length === other.length;
}

/** Weak comparison (RFC 9110 §8.8.3.2); a proxy that compresses may mark ETags as weak. */
function strong(etag: string | undefined): string {
  return (etag ?? '').replace(/^W\//, '');
}
