import type { Deed, Operation } from '../store.ts';

/** Where the mailbox lies: what is audited without anybody having asked for it differs. */
export type AuditPlace = 'online' | 'on-premises';

const ONLINE_OWNER: readonly Operation[] = ['Update', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete'];
const ONLINE_OTHERS: readonly Operation[] = ['Create', ...ONLINE_OWNER];
const OWN_SERVER: Readonly<Record<string, readonly Operation[]>> = { owner: [], delegate: ['Create', 'HardDelete'], administrator: ONLINE_OTHERS, service: ONLINE_OTHERS };

/** Whether the mailbox audit has a row of this deed by default: an owner's `Create` has none online, and on one's own server nothing of an owner has. */
export function isAudited({ app, operation }: Deed, place: AuditPlace): boolean {
  const signs = app.mailbox;
  if (signs === undefined || signs.isUnaudited === true) return false;
  if (place === 'on-premises') return OWN_SERVER[signs.logon]?.includes(operation) ?? false;
  return (signs.logon === 'owner' ? ONLINE_OWNER : ONLINE_OTHERS).includes(operation);
}

/** `LogonType` of a row. */
export function logonNumber({ app }: Deed): number {
  return { owner: 0, administrator: 1, delegate: 2, service: 4 }[app.mailbox?.logon ?? 'owner'];
}
