/** The practice cases that ship; the first has a server to restore to. */
export const PRACTICE_IDS = ['second-phone', 'doubled-export', 'vanishing-companies', 'frightening-clean-up', 'day-early', 'one-way'] as const;
export type PracticeId = (typeof PRACTICE_IDS)[number];

/** Whether there is a practice case of that name. */
export function isPracticeId(id: string): id is PracticeId {
  return (PRACTICE_IDS as readonly string[]).includes(id);
}
