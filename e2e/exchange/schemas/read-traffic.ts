import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One request with what was answered, as the tap of the practice server wrote it down. */
export interface Exchanged {
  readonly method: string;
  readonly path: string;
  /** Sent by our own connectors. */
  readonly isOurs: boolean;
  /** Sent by a program that nobody here wrote: what it asks for is its own affair. */
  readonly isForeign: boolean;
  readonly requestType: string;
  readonly request: Buffer;
  readonly status: number;
  readonly replyType: string;
  readonly replies: readonly Buffer[];
}

/** All that was written down in a folder. */
export function readTraffic(folder: string): readonly Exchanged[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => {
      const row = JSON.parse(line) as Omit<Exchanged, 'request' | 'replies'> & { readonly request: string; readonly replies: readonly string[]; readonly userAgent: string };
      const isOurs = row.userAgent.startsWith('SyncTrace');
      return {
        ...row,
        isOurs,
        // `node`: what the tests of the practice server send by themselves.
        isForeign: !isOurs && row.userAgent !== 'node' && row.userAgent !== '',
        request: Buffer.from(row.request, 'base64'),
        replies: row.replies.map((one) => Buffer.from(one, 'base64')),
      };
    });
}
