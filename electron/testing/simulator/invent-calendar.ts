import { pad } from '../../demo/sample-person.ts';
import type { SeededRandom } from '../../demo/seeded-random.ts';
import type { EventContent, TaskContent } from '../../demo/world/content.ts';
import { inventNote, LABELS } from '../../demo/world/people.ts';

const SUBJECTS = ['Budget round', 'Site visit', 'Dentist', 'Choir practice', 'Review of plans', 'Lunch with the team', 'Hand-over', 'Parents’ evening', 'Supplier call', 'Stock-taking'];
const PLACES = ['Room 2', 'Canteen', 'Workshop', 'Main office', ''];
const JOBS = ['Send the offer', 'Order toner', 'Book the train', 'Check the invoice', 'Water the plants', 'Call back', 'Renew the pass', 'File the receipts'];

export interface CalendarHabits {
  readonly allDay?: number;
  readonly repeating?: number;
}

/** Appointments of an invented calendar around a day. */
export function inventEvents(random: SeededRandom, count: number, aroundMs: number, habits: CalendarHabits = {}): readonly EventContent[] {
  const { allDay = 0.15, repeating = 0.15 } = habits;
  return Array.from({ length: count }, (_, index): EventContent => {
    const isAllDay = random.chance(allDay);
    const day = new Date(aroundMs + random.integer(-40, 120) * 86_400_000).toISOString().slice(0, 10);
    return {
      kind: 'event',
      subject: `${random.pick(SUBJECTS)} ${index + 1}`,
      start: isAllDay ? `${day}T00:00:00Z` : `${day}T${pad(random.integer(6, 17), 2)}:${random.pick(['00', '15', '30'])}:00Z`,
      minutes: isAllDay ? 1440 : random.pick([30, 45, 60, 90]),
      isAllDay,
      location: random.pick(PLACES),
      note: random.chance(0.3) ? inventNote(random, 1) : '',
      categories: random.chance(0.2) ? [random.pick(LABELS)] : [],
      repeats: random.chance(repeating) ? random.pick(['weekly', 'daily', 'monthly'] as const) : 'never',
    };
  });
}

/** To-dos around a day. */
export function inventTasks(random: SeededRandom, count: number, aroundMs: number, repeating = 0.2): readonly TaskContent[] {
  return Array.from({ length: count }, (_, index): TaskContent => ({
    kind: 'task',
    subject: `${random.pick(JOBS)} ${index + 1}`,
    due: random.chance(0.7) ? new Date(aroundMs + random.integer(-10, 60) * 86_400_000).toISOString().slice(0, 10) : '',
    isDone: random.chance(0.2),
    note: random.chance(0.3) ? inventNote(random, 1) : '',
    categories: random.chance(0.2) ? [random.pick(LABELS)] : [],
    repeats: random.chance(repeating) ? random.pick(['weekly', 'monthly'] as const) : 'never',
  }));
}
