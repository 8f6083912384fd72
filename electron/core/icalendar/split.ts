import { utf16Flavour } from '../content-lines/charset.ts';
import type { ObjectPiece } from '../content-lines/object-piece.ts';
import { createObjectSplitter } from '../content-lines/split-objects.ts';
import { resourcesOf } from './group-resources.ts';
import type { ResourcePiece } from './resource-piece.ts';
import { scanCalendar } from './scan-calendar.ts';

/** Takes a file chunk by chunk. A calendar is given once its end is there, for exceptions may stand anywhere in it. */
export interface ICalendarSplitter {
  push(chunk: Uint8Array): Iterable<ResourcePiece>;
  /** Call once, after the last chunk. */
  end(): Iterable<ResourcePiece>;
}

/**
 * The resources of a file: one for each UID, holding the calendar's own lines, the time zones it needs, and the master with its
 * exceptions byte for byte. A calendar that holds one resource only stays as it is. Nothing is lost: what is in no resource comes
 * back in a piece with a problem, save blank lines and time zones that nothing uses. Never throws.
 */
export function* splitICalendar(input: Uint8Array | Iterable<Uint8Array>): Generator<ResourcePiece, void, undefined> {
  const splitter = createICalendarSplitter();
  for (const chunk of input instanceof Uint8Array ? [input] : input) {
    for (let at = 0; at < chunk.length; at += WINDOW) yield* splitter.push(chunk.subarray(at, at + WINDOW));
  }
  yield* splitter.end();
}

const WINDOW = 262_144;

/** As splitICalendar, for a caller that is handed the chunks. */
export function createICalendarSplitter(): ICalendarSplitter {
  const objects = createObjectSplitter('VCALENDAR');
  return { push: (chunk) => resourcesIn(objects.push(chunk)), end: () => resourcesIn(objects.end()) };
}

function* resourcesIn(pieces: readonly ObjectPiece[]): Generator<ResourcePiece, void, undefined> {
  for (const piece of pieces) yield* resourcesInPiece(piece);
}

function* resourcesInPiece(piece: ObjectPiece): Generator<ResourcePiece, void, undefined> {
  const flavour = utf16Flavour(piece.raw);
  const bytes = flavour === undefined ? piece.raw : utf8Of(piece.raw, flavour);
  const parts = scanCalendar(bytes);
  const components = parts.filter((part) => part.type === 'component' && part.name !== 'VTIMEZONE');
  const isWhole = piece.problem === undefined && parts.every((part) => part.type !== 'junk' && part.type !== 'open');
  const resources = resourcesOf(bytes, parts, components, piece.problem === 'record-unreadable' ? undefined : piece.problem);
  const [only] = resources.groups;
  if (isWhole && only !== undefined && resources.groups.length === 1) {
    yield { raw: piece.raw, line: piece.line, ...(only.uid === undefined ? {} : { uid: only.uid }) };
    return;
  }
  for (const { uid, line, parts: members } of resources.groups) {
    yield { raw: resources.assemble(members), line: piece.line + line - 1, ...(uid === undefined ? {} : { uid }) };
  }
  for (const { line, raw, problem } of resources.left) yield { raw, line: piece.line + line - 1, problem };
}

/** A resource cut out of a UTF-16 file is written in UTF-8, the only character set of calendars on servers (RFC 5545 §3.1.4). */
function utf8Of(raw: Uint8Array, flavour: 'utf-16le' | 'utf-16be'): Uint8Array {
  return new TextEncoder().encode(new TextDecoder(flavour).decode(raw));
}
