import { bytesAsText } from '../content-lines/bytes-as-text.ts';
import type { ResourceProblem } from './resource-piece.ts';
import type { CalendarPart } from './scan-calendar.ts';

/** What a calendar's own properties, and the time zones of one resource, may take: each resource repeats them. */
const LONGEST_WRAPPER = 8192;
const LONGEST_ZONE = 32_768;
const LONGEST_ZONES = 131_072;

const NEEDED_PROPERTIES: ReadonlySet<string> = new Set(['VERSION', 'PRODID', 'CALSCALE', 'METHOD']);

/** How a calendar ended too early, if it did. */
export type CutOff = 'record-cut-off' | 'file-cut-off';

export interface ResourceGroup {
  readonly uid: string | undefined;
  /** Of its first component. */
  readonly line: number;
  readonly parts: readonly CalendarPart[];
}

export interface CalendarResources {
  readonly groups: readonly ResourceGroup[];
  /** What is in no resource, each with the reason. */
  readonly left: readonly { readonly raw: Uint8Array; readonly line: number; readonly problem: ResourceProblem }[];
  /** A resource's bytes out of its components. */
  assemble(parts: readonly CalendarPart[]): Uint8Array;
}

/** Groups a calendar's components by what they are exceptions of, and says how each group becomes a calendar of its own. */
export function resourcesOf(bytes: Uint8Array, parts: readonly CalendarPart[], components: readonly CalendarPart[], cutOff: CutOff | undefined): CalendarResources {
  const cut = (part: CalendarPart): Uint8Array => bytes.slice(part.from, part.to);
  const begin = parts.find((part) => part.type === 'begin');
  const end = parts.find((part) => part.type === 'end');
  const properties = parts.filter((part) => part.type === 'property');
  const wrapper = begin === undefined ? [] : wrapperOf(properties);
  const zones = parts.filter((part) => part.type === 'component' && part.name === 'VTIMEZONE');
  const zoneOf = usableZones(bytes, zones);
  const lineEnd = usesCarriageReturns(bytes) ? '\r\n' : '\n';
  return {
    groups: groupsOf(components),
    left: leftOver(parts, { begin, end, cutOff, tooLong: [...properties.filter((part) => begin !== undefined && !wrapper.includes(part)), ...zones.filter(isLongZone)] }).map(
      ([part, problem]) => ({ raw: cut(part), line: part.line, problem }),
    ),
    assemble(members) {
      const used = zonesUsed(bytes, members, zoneOf);
      const pieces = [...(begin === undefined ? [] : [begin]), ...wrapper, ...used, ...members, ...(end === undefined || begin === undefined ? [] : [end])].map(cut);
      return joined(begin !== undefined && end === undefined ? [...pieces, new TextEncoder().encode(`END:VCALENDAR${lineEnd}`)] : pieces, lineEnd);
    },
  };
}

/**
 * One group for each UID and kind of component. What comes twice (a second master, the same exception again) opens a second group,
 * so that no copy hides another; a component without a UID stands alone.
 */
function groupsOf(components: readonly CalendarPart[]): readonly ResourceGroup[] {
  const groups: { readonly uid: string | undefined; readonly line: number; readonly parts: CalendarPart[] }[] = [];
  const byIdentity = new Map<string, typeof groups>();
  const timesSeen = new Map<string, number>();
  for (const part of components) {
    const identity = `${part.name}\n${part.uid ?? ''}`;
    const place = `${identity}\n${part.recurrenceId ?? ''}`;
    const seen = timesSeen.get(place) ?? 0;
    timesSeen.set(place, seen + 1);
    const siblings = byIdentity.get(identity) ?? [];
    const group = part.uid === undefined ? undefined : siblings[seen];
    if (group !== undefined) {
      group.parts.push(part);
      continue;
    }
    const opened = { uid: part.uid, line: part.line, parts: [part] };
    groups.push(opened);
    siblings.push(opened);
    byIdentity.set(identity, siblings);
  }
  return groups;
}

function wrapperOf(properties: readonly CalendarPart[]): readonly CalendarPart[] {
  const length = properties.reduce((sum, part) => sum + part.to - part.from, 0);
  return length <= LONGEST_WRAPPER ? properties : properties.filter((part) => NEEDED_PROPERTIES.has(part.name) && part.to - part.from <= 1000);
}

function isLongZone(part: CalendarPart): boolean {
  return part.to - part.from > LONGEST_ZONE;
}

interface Surroundings {
  readonly begin: CalendarPart | undefined;
  readonly end: CalendarPart | undefined;
  readonly cutOff: CutOff | undefined;
  readonly tooLong: readonly CalendarPart[];
}

function leftOver(parts: readonly CalendarPart[], { begin, end, cutOff, tooLong }: Surroundings): readonly (readonly [CalendarPart, ResourceProblem])[] {
  const left: (readonly [CalendarPart, ResourceProblem])[] = [];
  parts.forEach((part, index) => {
    if (part.type === 'open') left.push([part, index === parts.length - 1 ? (cutOff ?? 'record-cut-off') : 'record-cut-off']);
    else if (part.type === 'junk' || (part.type === 'property' && begin === undefined)) left.push([part, 'record-unreadable']);
    else if (part === end && begin === undefined) left.push([part, 'record-unreadable']);
  });
  // The end of the calendar alone is missing: its components are whole, but nobody knows how many more there were.
  if (cutOff !== undefined && begin !== undefined && parts[parts.length - 1]?.type !== 'open') left.push([begin, cutOff]);
  for (const part of tooLong) left.push([part, 'record-too-large']);
  return joinNeighbours(left).sort(([one], [other]) => one.from - other.from);
}

/** Lines of junk that follow each other are one piece. */
function joinNeighbours(left: readonly (readonly [CalendarPart, ResourceProblem])[]): (readonly [CalendarPart, ResourceProblem])[] {
  const joint: (readonly [CalendarPart, ResourceProblem])[] = [];
  for (const [part, problem] of left) {
    const last = joint[joint.length - 1];
    if (last !== undefined && problem === 'record-unreadable' && last[1] === problem && last[0].to === part.from) {
      joint[joint.length - 1] = [{ ...last[0], to: part.to }, problem];
    } else joint.push([part, problem]);
  }
  return joint;
}

const TZID_PARAMETER = /;TZID=(?:"([^"\r\n]*)"|([^;:"\r\n]*))/gi;

/** Zones by the bytes of their TZID, read as they stand, so that no character set matters. */
function usableZones(bytes: Uint8Array, zones: readonly CalendarPart[]): ReadonlyMap<string, CalendarPart> {
  const byTzid = new Map<string, CalendarPart>();
  for (const zone of zones) {
    if (isLongZone(zone)) continue;
    const tzid = /^TZID(?:;[^:\r\n]*)?:([^\r\n]*)/im.exec(unfolded(bytes, zone))?.[1]?.trim();
    if (tzid !== undefined && !byTzid.has(tzid)) byTzid.set(tzid, zone);
  }
  return byTzid;
}

function zonesUsed(bytes: Uint8Array, members: readonly CalendarPart[], zoneOf: ReadonlyMap<string, CalendarPart>): readonly CalendarPart[] {
  if (zoneOf.size === 0) return [];
  const used = new Set<CalendarPart>();
  let length = 0;
  for (const member of members) {
    for (const match of unfolded(bytes, member).matchAll(TZID_PARAMETER)) {
      const zone = zoneOf.get((match[1] ?? match[2] ?? '').trim());
      if (zone === undefined || used.has(zone) || length + zone.to - zone.from > LONGEST_ZONES) continue;
      used.add(zone);
      length += zone.to - zone.from;
    }
  }
  return [...used].sort((one, other) => one.from - other.from);
}

function unfolded(bytes: Uint8Array, part: CalendarPart): string {
  const text = bytesAsText(bytes.subarray(part.from, part.to));
  return /[\r\n][ \t]/.test(text) ? text.replace(/\r*\n[ \t]|\r[ \t]/g, '') : text;
}

function usesCarriageReturns(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 2000).includes(13);
}

function joined(pieces: readonly Uint8Array[], lineEnd: string): Uint8Array {
  const ended = pieces.map((piece) => (piece.length === 0 || isLineEnd(piece[piece.length - 1]) ? piece : joinTwo(piece, new TextEncoder().encode(lineEnd))));
  const whole = new Uint8Array(ended.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of ended) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function joinTwo(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 10 || byte === 13;
}
