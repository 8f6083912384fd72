import { caldavSynchronizer } from '../../../demo/apps/caldav-synchronizer.ts';
import { easPhone } from '../../../demo/apps/eas-phone.ts';
import { lightningSync } from '../../../demo/apps/lightning-sync.ts';
import { copyInto } from '../../../demo/world/acts.ts';
import { macosCalendar } from '../apps/macos-calendar.ts';
import { itemsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** Events are made again where a match fails or a phone loops: def-045, def-072, def-112, def-121. */
export const seriesMultiply: Scenario = {
  name: 'series-multiply',
  what: 'Recurring appointments stand several times in the calendar.',
  isBenign: false,
  touches: ['mailbox/event', 'calendar/event'],
  play(scene) {
    const app = scene.random.pick([lightningSync, easPhone, macosCalendar, caldavSynchronizer]);
    const store = app === macosCalendar ? scene.calendar('calendar', scene.random.pick(['nextcloud', 'icloud'] as const), scene.size(40, 200), { repeating: 0.4 }) : scene.calendar('mailbox', 'exchange', scene.size(40, 300), { repeating: 0.4 });
    scene.uses(app);
    const series = scene.some(itemsIn(store, 'event').filter(({ content }) => content.kind === 'event' && content.repeats !== 'never'), scene.size(4, 40));
    const rounds = app === macosCalendar ? scene.random.integer(6, 24) : scene.random.integer(1, 4);
    const atMs = scene.within(scene.gap, app);
    scene.happenOften(Array.from({ length: rounds }, (_, round) => atMs + round * 300_000), { type: 'duplicates-introduced', store, app: app.id }, (at) => copyInto(app, series, store, at));
  },
};
