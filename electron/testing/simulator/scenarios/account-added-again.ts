import { davx5 } from '../../../demo/apps/davx5.ts';
import { iosContacts } from '../../../demo/apps/ios-contacts.ts';
import { makeAnew } from '../make-anew.ts';
import { asPerson } from '../../../demo/world/as-person.ts';
import { macosContacts } from '../apps/macos-contacts.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A person removes the account from a device and adds it again: legitimate, though everything has another id. */
export const accountAddedAgain: Scenario = {
  name: 'account-added-again',
  what: 'An account is taken off a phone and added again, which makes every record anew.',
  isBenign: true,
  touches: ['book/contact'],
  play(scene) {
    const app = scene.random.pick([iosContacts, davx5, macosContacts]);
    const store = scene.book('book', 'davserver', scene.size(30, 400));
    scene.uses(app);
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'records-recreated', store, app: 'user', isBenign: true }, () => makeAnew(asPerson(app), store, contactsIn(store), atMs, { pauseMs: scene.random.integer(2, 40) * 60_000 }));
    if (scene.random.chance(0.7)) scene.stage.say({ at: new Date(atMs).toISOString(), type: 'resync', app: app.id, text: 'The account was removed and added again.' });
  },
};
