import { nextcloudContacts } from '../../../demo/apps/nextcloud-contacts.ts';
import { outlookWeb } from '../../../demo/apps/outlook-web.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { asPerson } from '../../../demo/world/as-person.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { icloud } from '../apps/icloud.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A person sets one field of many contacts on purpose. */
export const personEditsMany: Scenario = {
  name: 'person-edits-many',
  what: 'A person changes the category or company of many contacts at once.',
  isBenign: true,
  touches: ['mailbox/contact', 'book/contact'],
  play(scene) {
    const isMailbox = scene.random.chance(0.6);
    const store = isMailbox ? scene.book('mailbox', 'exchange', scene.size(40, 400)) : scene.book('book', scene.random.pick(['icloud', 'nextcloud'] as const), scene.size(40, 300));
    const client = isMailbox ? outlookWeb : store.kind === 'icloud' ? icloud : nextcloudContacts;
    const chosen = scene.some(contactsIn(store), scene.size(12, 150));
    const change = scene.random.pick([{ categories: ['Newsletter 2026'] }, { company: 'Example Holding' }, { department: 'Field office' }]);
    const atMs = scene.within(scene.gap);
    scene.happen(atMs, { type: 'fields-overwritten', store, app: 'user', isBenign: true }, () => rewrite({ ...asPerson(client), secondsAnItem: scene.random.pick([1, 8]) }, store, chosen, atMs, (content) => changeContact(content, () => change)));
  },
};
