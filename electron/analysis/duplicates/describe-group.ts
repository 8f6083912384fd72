import { duplicateReasonTexts, type DuplicateReason } from '../../../shared/messages/duplicates.ts';
import { compareText } from '../normal-text.ts';
import { hashName } from '../text-hash.ts';
import { fieldsMissing, isContained, valuesMissing } from './content.ts';
import type { Content, DuplicateGroup, GroupKind, Profile } from './types.ts';

export interface GroupToDescribe {
  readonly profiles: readonly Profile[];
  readonly confidence: number;
  readonly reasons: readonly DuplicateReason[];
  readonly isHomonym: boolean;
  readonly maybe: readonly { readonly profile: Profile; readonly confidence: number }[];
}

/** Tells of a group what kind it is, which record the others come from, which to keep, and what the copies lack. */
export function describeGroup(group: GroupToDescribe): DuplicateGroup {
  const { profiles } = group;
  const keep = mostComplete(profiles);
  const original = group.isHomonym ? undefined : originalOf(profiles);
  const base = original ?? keep;
  const lost = new Set(profiles.flatMap((profile) => (profile === base || group.isHomonym ? [] : fieldsMissing(base.content, profile.content))));
  return {
    id: `g${hashName(profiles.map(({ member }) => JSON.stringify([member.source, member.key])).join('\n'))}`,
    confidence: rounded(group.confidence),
    kind: group.isHomonym ? 'homonym' : kindOf(profiles, base),
    ...(original === undefined ? {} : { original: original.member.key }),
    fieldsLost: [...lost].sort(compareText),
    reasons: duplicateReasonTexts(group.reasons),
    keep: keep.member.key,
    records: profiles.map(({ member }) => member),
    maybe: group.maybe.map(({ profile, confidence }) => ({ ...profile.member, confidence: rounded(confidence) })),
  };
}

function kindOf(profiles: readonly Profile[], base: Profile): GroupKind {
  const sources = new Set(profiles.map(({ member }) => member.source));
  if (sources.size > 1 && sources.size === profiles.length) return base.kind === 'contact' ? 'same-person-other-store' : 'same-event-other-store';
  if (profiles.every((profile) => profile.content.signature === base.content.signature)) return 'exact-clone';
  return profiles.every((profile) => isContained(profile.content, base.content)) ? 'lossy-copy' : 'partial-clone';
}

function mostComplete(profiles: readonly Profile[]): Profile {
  return profiles.reduce((best, profile) => {
    const more = profile.content.hashes.length - best.content.hashes.length;
    return more > 0 || (more === 0 && isEarlier(profile, best)) ? profile : best;
  });
}

/** The one made first, where all say when they were made; else the one that holds clearly more than each of the others. */
function originalOf(profiles: readonly Profile[]): Profile | undefined {
  if (profiles.every((profile) => profile.created !== undefined)) {
    const first = profiles.reduce((earliest, profile) => (isEarlier(profile, earliest) ? profile : earliest));
    const isAlone = profiles.every((profile) => profile === first || isEarlier(first, profile));
    if (isAlone) return first;
  }
  const fullest = mostComplete(profiles);
  return profiles.every((profile) => profile === fullest || isPoorer(profile.content, fullest.content)) ? fullest : undefined;
}

// Copies rewrite a name or a number; for each value of their own they lack so many.
const LACKS_FOR_ONE = 3;

function isPoorer(copy: Content, whole: Content): boolean {
  if (copy.hashes.length >= whole.hashes.length) return false;
  return valuesMissing(copy, whole) * LACKS_FOR_ONE <= valuesMissing(whole, copy);
}

function isEarlier(profile: Profile, other: Profile): boolean {
  if (profile.created === undefined || other.created === undefined) return false;
  return Date.parse(profile.created) < Date.parse(other.created);
}

// Nothing here is ever wholly sure.
const HIGHEST = 0.999;

function rounded(confidence: number): number {
  return Math.min(HIGHEST, Math.round(confidence * 1000) / 1000);
}
