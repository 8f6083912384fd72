import type { FieldEntry, RecordKind } from '../../../shared/records.ts';
import type { DuplicateReason } from '../../../shared/messages/duplicates.ts';

/** A live record as looking for duplicates sees it. */
export interface DuplicateRecord {
  readonly source: string;
  readonly key: string;
  readonly uid?: string;
  readonly kind: RecordKind;
  readonly title: string;
  readonly collection: string;
  readonly fields: readonly FieldEntry[];
  readonly canonicalHash: string;
  readonly created?: string;
  readonly modified?: string;
}

export const GROUP_KINDS = ['exact-clone', 'lossy-copy', 'partial-clone', 'import-twice', 'same-person-other-store', 'same-event-other-store', 'homonym'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export interface GroupMember {
  readonly source: string;
  readonly key: string;
  readonly uid?: string;
  readonly title: string;
}

/**
 * Records that are the same thing; or, of kind `homonym`, people who only bear one name. Groups are disjoint, and no two members of one
 * contradict each other, but for homonyms.
 */
export interface DuplicateGroup {
  /** Stays the same as long as the same records form the group. */
  readonly id: string;
  /** That of the weakest member. */
  readonly confidence: number;
  readonly kind: GroupKind;
  /** The record the others were probably copied from, where something tells. */
  readonly original?: string;
  /** Fields of the original (else of the record to keep) that some copy lacks. */
  readonly fieldsLost: readonly string[];
  /** In words: why they are the same, of homonyms why they are not. */
  readonly reasons: readonly string[];
  /** The most complete record. */
  readonly keep: string;
  readonly records: readonly GroupMember[];
  /** Records that belong here with less confidence, and to no group of their own. */
  readonly maybe: readonly (GroupMember & { readonly confidence: number })[];
}

/** A record boiled down to what comparing needs; its fields are not kept. */
export interface Profile {
  readonly kind: RecordKind;
  readonly member: GroupMember;
  readonly created?: string;
  readonly content: Content;
}

/** The values of a record without their texts: sorted hashes, and beside each the field it stands in. */
export interface Content {
  /** Equal for two records that hold the same values. */
  readonly signature: string;
  readonly hashes: readonly number[];
  readonly fields: readonly string[];
}

/** Two records that a person called different things; it stays so. */
export interface DifferentPair {
  readonly left: RecordRef;
  readonly right: RecordRef;
}

export interface RecordRef {
  readonly source: string;
  readonly key: string;
}

/** What speaks for two records being the same thing. */
export interface Link {
  readonly left: number;
  readonly right: number;
  readonly confidence: number;
  readonly reasons: readonly DuplicateReason[];
}

/** A key under which records that may be the same thing meet; one that is weak only where few have it. */
export interface BlockKey {
  readonly key: string;
  readonly isWeak: boolean;
}

/** Pairs of places, the smaller one left. */
export interface PairList {
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
}

export interface Scored {
  readonly confidence: number;
  readonly reasons: readonly DuplicateReason[];
}

/** How records of one kind meet; what is learnt from the pairs that meet tells how they are compared. */
export interface Matcher<P extends Profile> {
  blocks(profile: P): readonly BlockKey[];
  /** Records next to each other by this are compared where a block is too large for all. */
  orderInBlock(profile: P): string;
  learn(pairs: PairList): LearntMatcher<P>;
}

/** How records of one kind are compared. */
export interface LearntMatcher<P extends Profile> {
  /** Whether two records cannot be the same thing, whatever they share. */
  contradict(left: P, right: P): boolean;
  /** Whether what two records say fits well enough for the groups that they stand for to be one; asked of several pairs. */
  fit(left: P, right: P): boolean;
  /** Equal for records that contradict the same others: a large group is checked by these. */
  vetoSignature(profile: P): string;
  /** How sure it is that two records are the same thing; undefined where they contradict each other. */
  score(left: P, right: P): Scored | undefined;
  /** Equal for records that a person may take for each other by their title; empty where the title says too little. */
  homonymKey(profile: P): string;
  /** What speaks against two records of one title being the same thing. */
  against(left: P, right: P): readonly DuplicateReason[];
  /** The same for two records with equal content. */
  scoreEqual(profile: P): Scored;
}
