import type { DuplicateReason } from '../../../shared/messages/duplicates.ts';
import type { RecordGroup } from './group-records.ts';
import type { LearntMatcher, Profile } from './types.ts';

// What so many bear is a frequent name, and nobody takes it for a copy.
const MOST_BEARERS = 4;
/** That they are one person after all. */
const CONFIDENCE = 0.05;
const POSSIBLE_FROM = 0.3;

/**
 * Records of one name that stand in no group because something speaks against each two of them: a display looks doubled by them and
 * nothing is.
 */
export function findHomonyms<P extends Profile>(profiles: readonly P[], groups: readonly RecordGroup[], matcher: LearntMatcher<P>): readonly RecordGroup[] {
  const taken = new Set(groups.flatMap(({ members, maybe }) => [...members, ...maybe.map(({ place }) => place)]));
  const places = profiles.map((_, place) => place).filter((place) => !taken.has(place));
  const bearers = Map.groupBy(places, (place) => keyOf(profiles, place, matcher));
  return [...bearers].flatMap(([name, members]) => {
    if (name === '' || members.length < 2 || members.length > MOST_BEARERS) return [];
    const reasons = reasonsOf(members.map((place) => profiles[place]).filter((profile) => profile !== undefined), matcher);
    return reasons === undefined ? [] : [{ members, confidence: CONFIDENCE, reasons, maybe: [], isHomonym: true }];
  });
}

function keyOf<P extends Profile>(profiles: readonly P[], place: number, matcher: LearntMatcher<P>): string {
  const profile = profiles[place];
  return profile === undefined ? '' : matcher.homonymKey(profile);
}

/** What speaks against the pairs; undefined where against one of them nothing does, or too little. */
function reasonsOf<P extends Profile>(people: readonly P[], matcher: LearntMatcher<P>): readonly DuplicateReason[] | undefined {
  const reasons = new Set<DuplicateReason>(['same-name']);
  for (const [index, left] of people.entries()) {
    for (const right of people.slice(index + 1)) {
      const against = matcher.against(left, right);
      if (against.length === 0 || (matcher.score(left, right)?.confidence ?? 0) >= POSSIBLE_FROM) return undefined;
      for (const reason of against) reasons.add(reason);
    }
  }
  return [...reasons];
}
