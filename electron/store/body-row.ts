import { hash } from 'node:crypto';
import type { Trace } from '../../shared/records.ts';
import { formatCode, kindCode } from './codes.ts';
import { packFieldsApart } from './packing/fields-apart.ts';
import { type PackedContent, bodyToPack, readHead, splitContent } from './packing/pack-body.ts';
import { packUid } from './packing/pack-uid.ts';
import { orderedTraces } from './terms.ts';
import type { StagedRecord } from './types.ts';

/** A row of `bodies`, but for its id. */
export type BodyRow = UnpackedRow & PackedContent;

/** A row whose content is not packed yet. */
export interface UnpackedRow {
  readonly sha256: Buffer;
  readonly canonical: Buffer;
  readonly meaning: Buffer;
  readonly seal: Buffer;
  readonly kind: number;
  readonly format: number;
  readonly uid: string | Buffer | null;
  readonly title: string;
  readonly base: number | null;
  readonly link: number;
  readonly large: Buffer | null;
  /** What sets its fields apart from those of its base. */
  readonly apart: Buffer | null;
}

/** Enough to tell two readings apart: 128 bits. */
const TEXT_HASH_BYTES = 16;
const SEAL_BYTES = 8;

/** SHA-256 of bytes. */
export function sha256Of(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** The hash under which a canonical or meaning text stands in a row. */
export function textHash(text: string): Buffer {
  return hash('sha256', text, 'buffer').subarray(0, TEXT_HASH_BYTES);
}

/** What a body is packed against. */
export interface Base {
  readonly id: number;
  readonly content: Buffer;
  /** How many bodies came before it and the one to be packed. */
  readonly link: number;
}

export interface BodyToStore {
  readonly row: UnpackedRow;
  readonly content: Buffer;
  readonly traces: readonly Trace[];
}

/** The row of a record that is to be stored, what is to be packed into it, and its traces in order. */
export function bodyRow(record: StagedRecord, sha256: Buffer, canonical: Buffer, base: Base | null): BodyToStore {
  const { content, large, head } = bodyToPack(record, record.raw);
  const traces = orderedTraces(record.traces);
  const row = {
    large,
    base: base?.id ?? null,
    apart: base === null ? null : packFieldsApart(readHead(splitContent(base.content).head).fields, record.fields),
    link: base?.link ?? 0,
    sha256,
    canonical,
    meaning: textHash(record.meaning),
    kind: kindCode(record.kind),
    format: formatCode(record.format),
    uid: packUid(record.uid),
    title: record.title.toWellFormed(),
  };
  return { row: { ...row, seal: sealOf(row, head, traces) }, content, traces };
}

/** A short hash over everything that a row says beside its raw bytes; snapshots' manifests hold it. */
export function sealOf(row: Pick<BodyRow, 'kind' | 'format' | 'uid' | 'title' | 'canonical' | 'meaning'>, head: Uint8Array, traces: readonly Trace[]): Buffer {
  const uid = typeof row.uid === 'string' || row.uid === null ? row.uid : [row.uid.toString('hex')];
  const facts = [row.kind, row.format, uid, row.title, row.canonical.toString('hex'), row.meaning.toString('hex'), traces.map((trace) => [trace.namespace, trace.name, trace.value])];
  const text = Buffer.from(JSON.stringify(facts), 'utf8');
  return hash('sha256', Buffer.concat([text, head]), 'buffer').subarray(0, SEAL_BYTES);
}
