/** What happened to a record between two snapshots; `cosmetic` stands in lists only where it is asked for. */
export const CHANGE_KINDS = ['added', 'removed', 'modified', 'moved', 'recreated', 'cosmetic'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
