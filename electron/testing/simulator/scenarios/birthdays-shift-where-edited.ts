import { easPhone } from '../../../demo/apps/eas-phone.ts';
import { mobileNumber } from '../../../demo/sample-person.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact, shiftDate } from '../../../demo/world/content.ts';
import { zPush } from '../apps/z-push.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** Only what was edited on the phone is a day early: def-031, def-118. */
export const birthdaysShiftWhereEdited: Scenario = {
  name: 'birthdays-shift-where-edited',
  what: 'Contacts edited on a phone have birthdays a day early.',
  isBenign: false,
  touches: ['mailbox/contact', 'book/contact'],
  play(scene) {
    const app = scene.random.pick([easPhone, zPush]);
    const store = scene.bookOf(app, scene.size(60, 300), { birthday: 0.7, photo: 0, categories: 0 });
    scene.uses(app);
    const chosen = scene.some(contactsIn(store).filter(({ content }) => content.kind === 'contact' && content.birthday !== ''), scene.size(5, 30));
    const [from, to] = [scene.stage.moments[scene.gap] ?? 0, scene.stage.moments[scene.gap + 1] ?? 0];
    const times = chosen.map(() => Math.round(from + (to - from) * (0.05 + scene.random.next() * 0.85))).toSorted((left, right) => left - right);
    scene.happenOften(times, { type: 'times-shifted', store, app: app.id }, (atMs, turn) =>
      rewrite(app, store, chosen.slice(turn, turn + 1), atMs, (content) => changeContact(content, ({ birthday, phones }) => ({ birthday: shiftDate(birthday, -1), phones: [...phones, { type: 'home', number: mobileNumber(6000 + turn) }] }))),
    );
  },
};
