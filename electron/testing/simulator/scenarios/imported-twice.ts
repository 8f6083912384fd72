import { nextcloudContacts } from '../../../demo/apps/nextcloud-contacts.ts';
import { outlookDesktop } from '../../../demo/apps/outlook-desktop.ts';
import { thunderbird } from '../../../demo/apps/thunderbird.ts';
import { copyInto } from '../../../demo/world/acts.ts';
import { asPerson } from '../../../demo/world/as-person.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { googleContacts } from '../apps/google-contacts.ts';
import { icloud } from '../apps/icloud.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A file without UIDs is imported once more: uid-014, def-060, def-153. */
export const importedTwice: Scenario = {
  name: 'imported-twice',
  what: 'A person imports the same file of contacts twice.',
  isBenign: true,
  touches: ['mailbox/contact', 'book/contact'],
  play(scene) {
    const store = scene.book('book', scene.random.pick(['exchange', 'nextcloud', 'google', 'icloud'] as const), scene.size(40, 500));
    const client = asPerson({ exchange: outlookDesktop, nextcloud: nextcloudContacts, google: googleContacts, icloud, davserver: thunderbird }[store.kind]);
    const isMisread = scene.random.chance(0.3);
    const misread = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
    const atMs = scene.within(scene.gap);
    scene.happen(atMs, { type: 'duplicates-introduced', store, app: 'user', isBenign: true }, () =>
      copyInto({ ...client, secondsAnItem: 0.2 }, contactsIn(store), store, atMs, (content) => changeContact(content, (contact) => ({ photo: '', ...(isMisread ? { shown: misread(contact.shown), given: misread(contact.given), family: misread(contact.family) } : {}) }))),
    );
    if (scene.random.chance(0.4)) scene.stage.say({ at: new Date(atMs).toISOString(), type: 'bulk-edit', text: 'Contacts were imported from a file.' });
  },
};
