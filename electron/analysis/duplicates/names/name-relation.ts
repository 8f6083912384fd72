/** How given names stand to each other: 0 where one has none. `resembles` is most letters in another order; `differs` is another person's. */
export const GIVEN = { missing: 0, same: 1, shortForm: 2, initial: 3, misspelt: 4, resembles: 5, differs: 6 } as const;
/** How family names stand to each other; a differing one may come of a marriage. */
export const SURNAME = { missing: 0, same: 1, alike: 2, resembles: 3, differs: 4 } as const;
export type GivenLevel = (typeof GIVEN)[keyof typeof GIVEN];
export type SurnameLevel = (typeof SURNAME)[keyof typeof SURNAME];

export interface NameRelation {
  readonly given: GivenLevel;
  readonly surname: SurnameLevel;
  /** One is but a single word of the other. */
  readonly isPartial: boolean;
  /** Their given names are names of two people, and no misspelling joins them. */
  readonly isOther: boolean;
}
