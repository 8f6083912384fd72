import { caldavSynchronizer } from '../../../demo/apps/caldav-synchronizer.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** An option puts brackets around the area code: def-040. */
export const phonesReformatted: Scenario = {
  name: 'phones-reformatted',
  what: 'Every phone number is written another way, with brackets around its second group.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = caldavSynchronizer;
    const store = scene.book('mailbox', 'exchange', scene.size(40, 500));
    scene.uses(app);
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'fields-overwritten', store, app: app.id }, () =>
      rewrite(app, store, contactsIn(store), atMs, (content) => changeContact(content, ({ phones }) => ({ phones: phones.map((phone) => ({ ...phone, number: phone.number.replace(/^(\+\d+)[ -](\d+)[ -]/, '$1 ($2) ') })) }))),
    );
  },
};
