import { easPhone } from '../../../demo/apps/eas-phone.ts';
import { iosContacts } from '../../../demo/apps/ios-contacts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** The phone shows two accounts as one list: def-020, def-144. */
export const samePeopleInTwoAccounts: Scenario = {
  name: 'same-people-in-two-accounts',
  what: 'The same people stand in two accounts, as they always did.',
  isBenign: true,
  touches: ['mailbox/contact', 'icloud/contact'],
  play(scene) {
    const mailbox = scene.book('mailbox', 'exchange', scene.size(40, 300));
    const own = scene.book('icloud', 'icloud', scene.size(10, 60));
    scene.fill(own, scene.some(contactsIn(mailbox), Math.ceil(mailbox.items.length * 0.6)).map(({ content }) => changeContact(content, () => ({ categories: [], department: '' }))));
    scene.uses(iosContacts, { device: 'iPhone' });
    scene.uses(easPhone, { device: 'iPhone' });
  },
};
