import { easPhone } from '../../../demo/apps/eas-phone.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { changeEvent } from '../change-calendar.ts';
import { macosCalendar } from '../apps/macos-calendar.ts';
import { itemsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A wrong time zone in what a client writes: def-094, def-124. */
export const appointmentsAnHourOff: Scenario = {
  name: 'appointments-an-hour-off',
  what: 'Appointments are an hour off, or whole-day events begin the day before, after a client wrote them.',
  isBenign: false,
  touches: ['mailbox/event', 'calendar/event'],
  play(scene) {
    const isPhone = scene.random.chance(0.6);
    const app = isPhone ? easPhone : macosCalendar;
    const store = isPhone ? scene.calendar('mailbox', 'exchange', scene.size(40, 400)) : scene.calendar('calendar', scene.random.pick(['nextcloud', 'davserver'] as const), scene.size(40, 300), { allDay: 0.5 });
    scene.uses(app);
    const isWholeDay = !isPhone && scene.random.chance(0.5);
    const shiftMs = isWholeDay ? -86_400_000 : scene.random.pick([-3_600_000, 3_600_000, 7_200_000]);
    const chosen = scene.some(itemsIn(store, 'event').filter(({ content }) => content.kind === 'event' && content.isAllDay === isWholeDay), scene.size(15, 200));
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'times-shifted', store, app: app.id }, () => rewrite(app, store, chosen, atMs, (content) => changeEvent(content, ({ start }) => ({ start: `${new Date(Date.parse(start) + shiftMs).toISOString().slice(0, 19)}Z` }))));
  },
};
