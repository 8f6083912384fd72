/** The steps from a ticket to its closing, in their order. */
export const CASE_STEPS = ['intake', 'evidence', 'findings', 'incident', 'suspect', 'contain', 'restore', 'verify', 'watch', 'report'] as const;
export type CaseStep = (typeof CASE_STEPS)[number];
