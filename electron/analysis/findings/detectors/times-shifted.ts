import { compareText } from '../../normal-text.ts';
import { consolidate } from '../consolidate.ts';
import { groupActs } from '../group-records.ts';
import { areAcrossSummerTime, shiftsOf } from '../shifts.ts';
import type { Detector, Happening } from '../types.ts';

// Fewer that moved by an hour more or less were moved by somebody.
const LEAST_IN_SUMMER = 3;

/** Times that moved by one offset. */
export const timesShifted: Detector = {
  type: 'times-shifted',
  sees: 'birthdays and anniversaries that moved by a day, and events or tasks all of whose times moved by the same offset, or by one in winter and one in summer',
  detect({ happenings, hadBefore }) {
    const offsets = offsetsByPlace(happenings);
    return consolidate(
      groupActs(
        happenings.flatMap((happening) => {
          const [minutes, other] = shiftsOf(happening);
          if (minutes === undefined) return [];
          const rows = happening.rows.filter(({ effect }) => effect === 'shifted');
          const isBirthday = rows.some(({ property }) => property === 'anniversaries');
          const both = isBirthday ? [minutes] : [minutes, other ?? inSummer(minutes, offsets.get(placeOf(happening)))].filter((one) => one !== undefined);
          const pattern = `${isBirthday ? 'birthday' : 'offset'} ${both.toSorted((left, right) => Math.abs(left) - Math.abs(right)).join(' ')}`;
          return [{ type: 'times-shifted' as const, pattern, record: { happening, rows } }];
        }),
      ),
      hadBefore,
    );
  },
};

/** How often each offset occurs in one collection between two snapshots. */
function offsetsByPlace(happenings: readonly Happening[]): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const places = new Map<string, Map<number, number>>();
  for (const happening of happenings) {
    const place = places.get(placeOf(happening)) ?? new Map<number, number>();
    for (const minutes of shiftsOf(happening)) place.set(minutes, (place.get(minutes) ?? 0) + 1);
    if (place.size > 0) places.set(placeOf(happening), place);
  }
  return places;
}

function placeOf({ source, step, change }: Happening): string {
  return JSON.stringify([source.name, step, change.collectionId, change.kind]);
}

/** The offset that one mistake has in the other half of the year, where both occur often enough. */
function inSummer(minutes: number, offsets: ReadonlyMap<number, number> = new Map()): number | undefined {
  if ((offsets.get(minutes) ?? 0) < LEAST_IN_SUMMER) return undefined;
  return [...offsets]
    .filter(([other, count]) => count >= LEAST_IN_SUMMER && areAcrossSummerTime(minutes, other))
    .sort(([left, count], [right, others]) => others - count || compareText(String(left), String(right)))
    .map(([other]) => other)[0];
}
