import type { Profile } from './types.ts';

/** Tells whether a UID stands in more than one of the records. */
export function sharedUids(profiles: Iterable<Profile>): (uid: string) => boolean {
  const once = new Set<string>();
  const again = new Set<string>();
  for (const { member } of profiles) {
    if (member.uid === undefined) continue;
    if (once.has(member.uid)) again.add(member.uid);
    else once.add(member.uid);
  }
  return (uid) => again.has(uid);
}
