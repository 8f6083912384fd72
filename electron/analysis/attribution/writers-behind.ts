import type { Incident } from '../findings/types.ts';
import { actsTold } from './acts-told.ts';
import { isMachines } from './by-hand.ts';
import { appOf } from './candidates.ts';
import { fittingHabits } from './fitting-habits.ts';
import { isFasterThanHands } from './pace.ts';
import type { World } from './types.ts';

/**
 * Who may have acted through a program that is seen to have written: a program that a person works in is that person, unless it is known to do
 * such a thing by itself; and what people do by hand may still be theirs then.
 */
export function writersBehind(id: string, incident: Incident, world: World): readonly string[] {
  const { class: kind } = appOf(id, world);
  if (id === 'user' || id === 'file-import') return ['user'];
  if (kind !== 'client' || PROGRAMS.has(id)) return [id];
  if (isMachines(incident)) return [id];
  if (!fittingHabits(incident, world).some(({ app }) => app === id)) return ['user'];
  return isFasterThanHands(incident.times) && !actsTold(incident, world) ? [id] : [id, 'user'];
}

// Clients by their protocol that nobody works in.
const PROGRAMS: ReadonlySet<string> = new Set(['powershell-script', 'microsoft-teams', 'microsoft-bookings', 'zoom', 'webex', 'power-query']);
