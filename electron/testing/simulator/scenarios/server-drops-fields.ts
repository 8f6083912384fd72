import { iosContacts } from '../../../demo/apps/ios-contacts.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { googleContacts } from '../apps/google-contacts.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A server keeps only what it knows of the cards that clients write: def-023, def-025. */
export const serverDropsFields: Scenario = {
  name: 'server-drops-fields',
  what: 'After a round trip through the server, nicknames and categories are gone from the cards.',
  isBenign: false,
  touches: ['book/contact'],
  play(scene) {
    const store = scene.book('book', 'google', scene.size(40, 400), { categories: 0.9 }, [iosContacts]);
    scene.uses(googleContacts);
    scene.uses(iosContacts);
    const atMs = scene.within(scene.gap);
    scene.happen(atMs, { type: 'fields-lost', store, app: googleContacts.id }, () => rewrite(googleContacts, store, contactsIn(store), atMs, (content) => changeContact(content, () => ({ categories: [], nickname: '' }))));
  },
};
