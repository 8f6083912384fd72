import { tutanota } from '../../../demo/apps/tutanota.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact, shiftDate } from '../../../demo/world/content.ts';
import { carddavServer } from '../apps/carddav-server.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A client or server writes the date a day earlier each time: def-097, def-104. */
export const birthdaysShiftEachPass: Scenario = {
  name: 'birthdays-shift-each-pass',
  what: 'Birthdays move a day earlier with each pass of a sync.',
  isBenign: false,
  touches: ['book/contact'],
  rhythm: { snapshots: 4, hours: 24 },
  play(scene) {
    const app = scene.random.pick([tutanota, carddavServer]);
    const store = scene.book('book', app === tutanota ? 'icloud' : 'nextcloud', scene.size(30, 300), { birthday: 0.5 });
    scene.uses(app);
    const isWhole = app === tutanota;
    const chosen = isWhole ? contactsIn(store) : scene.some(contactsIn(store), scene.random.integer(10, 30));
    scene.happenOften(scene.stage.moments.slice(1).map((_, gap) => scene.within(gap, app)), { type: 'times-shifted', store, app: app.id }, (atMs) =>
      rewrite(app, store, chosen, atMs, (content) => changeContact(content, ({ birthday }) => (birthday === '' ? {} : { birthday: shiftDate(birthday, -1) }))),
    );
  },
};
