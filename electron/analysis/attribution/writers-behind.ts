import type { Incident } from '../findings/types.ts';
import { actsTold } from './acts-told.ts';
import { isImport, isMachines } from './by-hand.ts';
import { appOf } from './candidates.ts';
import { fittingHabits } from './fitting-habits.ts';
import { isFasterThanHands } from './pace.ts';
import type { World } from './types.ts';

// Clients by their protocol that nobody works in.
const PROGRAMS: ReadonlySet<string> = new Set(['powershell-script', 'microsoft-teams', 'microsoft-bookings', 'zoom', 'webex', 'power-query']);
// Pages that do nothing while nobody looks at them.
const PAGES: ReadonlySet<string> = new Set(['outlook-web', 'nextcloud-contacts']);
// What nobody does to many records one by one.
const BURSTS: ReadonlySet<Incident['type']> = new Set(['duplicates-introduced', 'fields-lost', 'records-recreated']);
// So many at once, where no record says when it was written.
const MANY = 20;

/**
 * Who may have acted through a program that is seen to have written: a program that a person works in is that person, unless it is known to do
 * such a thing by itself or wrote faster than hands can. What people do to many records in one act may be theirs then as well.
 */
export function writersBehind(id: string, incident: Incident, world: World): readonly string[] {
  if (id === 'user' || id === 'file-import') return ['user'];
  if (appOf(id, world).class !== 'client' || PROGRAMS.has(id) || isMachines(incident)) return [id];
  const isKnown = fittingHabits(incident, world).some(({ app }) => app === id);
  if (PAGES.has(id)) return isKnown ? [id, 'user'] : ['user'];
  // What comes all at once may be a file that somebody imported.
  if (isBurst(incident, world)) return (isKnown || BURSTS.has(incident.type)) && !isImport(incident) ? [id] : [id, 'user'];
  return isKnown ? [id, 'user'] : ['user'];
}

/** Whether it was written faster than by hand, and nobody said that a person did many things at once. */
export function isBurst(incident: Incident, world: World): boolean {
  const isUntimed = incident.times.length * 2 < incident.records.length && incident.records.length >= MANY;
  return !actsTold(incident, world) && (isUntimed || isFasterThanHands(incident.times));
}
