import { outlookDesktop } from '../../../demo/apps/outlook-desktop.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact, shiftDate } from '../../../demo/world/content.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** The time zone of a PC changes, and every birthday with it: def-125. */
export const birthdaysShiftAtOnce: Scenario = {
  name: 'birthdays-shift-at-once',
  what: 'All birthdays are a day early after a PC’s time zone was changed.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = outlookDesktop;
    const store = scene.book('mailbox', 'exchange', scene.size(60, 600), { birthday: 0.6 });
    scene.uses(app, { device: 'PC' });
    const days = scene.random.pick([-1, -1, 1]);
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'times-shifted', store, app: app.id }, () => rewrite(app, store, contactsIn(store), atMs, (content) => changeContact(content, ({ birthday }) => (birthday === '' ? {} : { birthday: shiftDate(birthday, days) }))));
  },
};
