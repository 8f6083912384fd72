import { daysFromCivil, offsetText } from './civil-time.ts';

const DAY_SECONDS = 86_400;

/** The year in which two zones are compared by their behaviour: the same for all, so that moving an event changes no zone. */
const REFERENCE_YEAR = 2024;

/** How a place sets its clocks. `offsetAt` answers seconds east of UTC at an instant (seconds since 1970). */
export interface Zone {
  readonly id: string;
  offsetAt(instant: number): number;
  /** First instant from which the zone's own definition speaks; absent where it speaks of all times. */
  readonly since?: number;
}

/** The zone of UTC itself. */
export const UTC: Zone = { id: 'UTC', offsetAt: () => 0 };

/**
 * The instant (seconds since 1970) at which clocks of the zone show `wall`.
 * RFC 5545 §3.3.5: a reading that comes twice means the first, one that never comes is taken with the offset before the gap.
 */
export function instantOf(wall: number, zone: Zone): number {
  const before = zone.offsetAt(wall - DAY_SECONDS);
  const after = zone.offsetAt(wall + DAY_SECONDS);
  if (before === after) return wall - before;
  if (zone.offsetAt(wall - before) === before) return wall - before;
  return zone.offsetAt(wall - after) === after ? wall - after : wall - before;
}

/**
 * How the zone behaves over a year, the same text for zones that set their clocks alike whatever their names:
 * `+01:00` for one without, `+01:00 +02:00@04-10` for one with summer time.
 */
export function zoneBehaviour(zone: Zone): string {
  const offsets = monthlyOffsets(zone);
  const usual = offsets[0] ?? 0;
  const others = new Map<number, number[]>();
  offsets.forEach((offset, month) => {
    if (offset !== usual) others.set(offset, [...(others.get(offset) ?? []), month + 1]);
  });
  const parts = [...others].map(([offset, months]) => `${offsetText(offset)}@${months.map((month) => String(month).padStart(2, '0')).join(',')}`);
  return [offsetText(usual), ...parts].join(' ');
}

function monthlyOffsets(zone: Zone): readonly number[] {
  const sinceYear = zone.since === undefined ? REFERENCE_YEAR : 1970 + Math.ceil(zone.since / (365.2425 * DAY_SECONDS));
  const year = Math.max(REFERENCE_YEAR, sinceYear);
  return Array.from({ length: 12 }, (_, month) => zone.offsetAt(daysFromCivil(year, month + 1, 1) * DAY_SECONDS));
}
