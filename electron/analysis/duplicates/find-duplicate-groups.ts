import type { DuplicateReason } from '../../../shared/messages/duplicates.ts';
import { compareText } from '../normal-text.ts';
import { linkCandidates, pairCandidates } from './candidates.ts';
import { contactMatcher } from './contact-matcher.ts';
import { contactProfile, type ContactProfile } from './contact-profile.ts';
import { contentOf, interning } from './content.ts';
import { describeGroup } from './describe-group.ts';
import { findHomonyms } from './find-homonyms.ts';
import { groupRecords, type DifferentPlaces } from './group-records.ts';
import { markImports } from './mark-imports.ts';
import { scheduleMatcher } from './schedule-matcher.ts';
import { scheduleProfile, type ScheduleProfile } from './schedule-profile.ts';
import type { DifferentPair, DuplicateGroup, DuplicateRecord, LearntMatcher, Link, Matcher, Profile, RecordRef } from './types.ts';

/**
 * Groups of live records that are the same thing, of one source or of several; the same for any order of the records. Records are
 * read once and boiled down, so that memory stays small; cost grows with the records, not with their pairs. When a record was made is
 * asked only of those in groups.
 */
export function findDuplicateGroups(records: Iterable<DuplicateRecord>, { createdOf = () => undefined, different = [] }: GroupingFacts = {}): readonly DuplicateGroup[] {
  const contacts: ContactProfile[] = [];
  const events: ScheduleProfile[] = [];
  const tasks: ScheduleProfile[] = [];
  const intern = interning();
  for (const record of records) {
    const base = profileOf(record, intern);
    if (record.kind === 'contact') contacts.push(contactProfile(base, record, intern));
    else (record.kind === 'event' ? events : tasks).push(scheduleProfile(base, record));
  }
  const groups = [
    ...groupsOf(contacts, contactMatcher, { createdOf, different }),
    ...groupsOf(events, scheduleMatcher, { createdOf, different }),
    ...groupsOf(tasks, scheduleMatcher, { createdOf, different }),
  ];
  return markImports(groups.map(({ group }) => group), createdIn(groups)).toSorted(
    (left, right) => right.confidence - left.confidence || compareText(left.records[0]?.title ?? '', right.records[0]?.title ?? '') || compareText(left.id, right.id),
  );
}

/** What is known besides the records. */
export interface GroupingFacts {
  readonly createdOf?: CreatedOf;
  /** Pairs that a person called different. */
  readonly different?: readonly DifferentPair[];
}

/** When a record was made, where its body says so. */
export type CreatedOf = (source: string, key: string) => string | undefined;

interface DatedGroup {
  readonly group: DuplicateGroup;
  readonly profiles: readonly Profile[];
}

function createdIn(groups: readonly DatedGroup[]): CreatedOf {
  const created = new Map(groups.flatMap(({ profiles }) => profiles.map((profile) => [`${profile.member.source}\0${profile.member.key}`, profile.created] as const)));
  return (source, key) => created.get(`${source}\0${key}`);
}

function dated<P extends Profile>(profile: P, createdOf: CreatedOf): P {
  const created = profile.created ?? createdOf(profile.member.source, profile.member.key);
  return created === undefined ? profile : { ...profile, created };
}

function profileOf(record: DuplicateRecord, intern: (name: string) => string): Profile {
  return {
    kind: record.kind,
    member: { source: intern(record.source), key: record.key, ...(record.uid === undefined ? {} : { uid: record.uid }), title: record.title },
    ...(record.created === undefined ? {} : { created: record.created }),
    content: contentOf(record.fields, intern),
  };
}

function groupsOf<P extends Profile>(unordered: readonly P[], matcherOf: (profiles: readonly P[]) => Matcher<P>, { createdOf, different }: Required<GroupingFacts>): readonly DatedGroup[] {
  const profiles = unordered.toSorted((left, right) => compareText(left.member.source, right.member.source) || compareText(left.member.key, right.member.key));
  // A thousand clones of one record meet others once, by the first of them.
  const clones = [...Map.groupBy(profiles, (profile) => profile.content.signature).values()];
  const firsts = clones.map((same) => same[0]).filter((profile) => profile !== undefined);
  const meeting = matcherOf(firsts);
  const pairs = pairCandidates(firsts, meeting);
  const matcher = meeting.learn(pairs);
  const { linked, links } = linkAll(clones, firsts, linkCandidates(firsts, pairs, matcher), matcher);
  const groups = groupRecords(linked, links, matcher, placesOf(different, linked));
  return [...groups, ...findHomonyms(linked, groups, matcher)].map((group) => {
    const members = placed(linked, group.members).map((profile) => dated(profile, createdOf)).toSorted(profileOrder);
    const maybe = group.maybe.flatMap(({ place, confidence }) => placed(linked, [place]).map((profile) => ({ profile, confidence })));
    return { profiles: members, group: describeGroup({ profiles: members, confidence: group.confidence, reasons: group.reasons, isHomonym: group.isHomonym, maybe }) };
  });
}

/** Links between the first of each set of clones, and from each first to its clones. */
function linkAll<P extends Profile>(clones: readonly (readonly P[])[], firsts: readonly P[], between: readonly Link[], matcher: LearntMatcher<P>): { readonly linked: readonly P[]; readonly links: readonly Link[] } {
  const linked = [...firsts];
  const links = [...between];
  clones.forEach((same, left) => {
    for (const clone of same.slice(1)) {
      const { confidence, reasons } = equalScore(firsts[left], clone, matcher);
      links.push({ left, right: linked.length, confidence, reasons });
      linked.push(clone);
    }
  });
  return { linked, links };
}

function equalScore<P extends Profile>(first: P | undefined, clone: P, matcher: LearntMatcher<P>): { readonly confidence: number; readonly reasons: readonly DuplicateReason[] } {
  const equal = matcher.scoreEqual(clone);
  const hasSameUid = first?.member.uid !== undefined && first.member.uid === clone.member.uid;
  return hasSameUid ? { confidence: equal.confidence, reasons: [...equal.reasons, 'same-uid'] } : equal;
}

function placesOf(different: readonly DifferentPair[], profiles: readonly Profile[]): DifferentPlaces {
  const nameOf = ({ source, key }: RecordRef): string => `${source}\0${key}`;
  const wanted = new Set(different.flatMap(({ left, right }) => [nameOf(left), nameOf(right)]));
  if (wanted.size === 0) return new Map();
  const places = new Map(profiles.map(({ member }, place) => [nameOf(member), place] as const).filter(([name]) => wanted.has(name)));
  const apart = new Map<number, Set<number>>();
  for (const { left, right } of different) {
    const [one, other] = [places.get(nameOf(left)), places.get(nameOf(right))];
    if (one === undefined || other === undefined) continue;
    apart.set(one, (apart.get(one) ?? new Set()).add(other));
    apart.set(other, (apart.get(other) ?? new Set()).add(one));
  }
  return apart;
}

function placed<P>(profiles: readonly P[], places: readonly number[]): readonly P[] {
  return places.map((place) => profiles[place]).filter((profile) => profile !== undefined);
}

function profileOrder(left: Profile, right: Profile): number {
  return compareText(left.member.source, right.member.source) || compareText(left.member.key, right.member.key);
}
