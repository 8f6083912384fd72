import { iosContacts } from '../../../demo/apps/ios-contacts.ts';
import { removeAll } from '../../../demo/world/acts.ts';
import { carddavClient } from '../apps/carddav-client.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** Something that stands in no knowledge base, and of which no log tells. */
export const unknownProgramDeletes: Scenario = {
  name: 'unknown-program-deletes',
  what: 'Contacts go, and nothing at all tells who took them.',
  isBenign: false,
  touches: ['book/contact'],
  play(scene) {
    const stranger = { ...carddavClient, id: 'unknown', stores: ['icloud', 'google'] as const };
    const store = scene.book('book', scene.random.pick(stranger.stores), scene.size(40, 300));
    scene.uses(iosContacts, { device: 'iPhone' });
    const atMs = scene.within(scene.gap);
    scene.happen(atMs, { type: 'records-deleted', store, app: 'unknown' }, () => removeAll(stranger, store, scene.some(contactsIn(store), scene.size(8, 150)), atMs));
  },
};
