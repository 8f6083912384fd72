import type { Incident } from '../findings/types.ts';
import type { World } from './types.ts';

const DAY = 86_400_000;

/** Whether somebody said that a person did many things at once at that time. */
export function actsTold({ window }: Incident, { events }: World): boolean {
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  return events.some((event) => event.type === 'bulk-edit' && Date.parse(event.at) > from - DAY && Date.parse(event.at) <= to && (event.app === undefined || event.app === 'user'));
}
