import { iosContacts } from '../../../demo/apps/ios-contacts.ts';
import { outlookWeb } from '../../../demo/apps/outlook-web.ts';
import { removeAll } from '../../../demo/world/acts.ts';
import { asPerson } from '../../../demo/world/as-person.ts';
import { macosContacts } from '../apps/macos-contacts.ts';
import { outlookMac } from '../apps/outlook-mac.ts';
import { outlookNewWindows } from '../apps/outlook-new-windows.ts';
import { itemsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A person empties a part of the address book on purpose. */
export const personDeletesMany: Scenario = {
  name: 'person-deletes-many',
  what: 'A person deletes many records by hand.',
  isBenign: true,
  touches: ['mailbox/contact', 'book/contact', 'mailbox/event'],
  play(scene) {
    const isMailbox = scene.random.chance(0.6);
    const isCalendar = isMailbox && scene.random.chance(0.3);
    const store = isCalendar ? scene.calendar('mailbox', 'exchange', scene.size(40, 300)) : isMailbox ? scene.book('mailbox', 'exchange', scene.size(40, 400)) : scene.book('book', scene.random.pick(['icloud', 'nextcloud', 'davserver'] as const), scene.size(40, 400));
    const client = isMailbox ? scene.random.pick([outlookWeb, outlookMac, outlookNewWindows]) : scene.random.pick([iosContacts, macosContacts]);
    const chosen = scene.some(itemsIn(store, isCalendar ? 'event' : 'contact'), scene.size(12, 150));
    const atMs = scene.within(scene.gap);
    scene.happen(atMs, { type: 'records-deleted', store, app: 'user', isBenign: true }, () => removeAll({ ...asPerson(client), secondsAnItem: scene.random.pick([0.5, 5, 20]) }, store, chosen, atMs));
    if (scene.random.chance(0.3)) scene.stage.say({ at: new Date(atMs).toISOString(), type: 'bulk-edit', text: 'Old entries were cleared out.' });
  },
};
