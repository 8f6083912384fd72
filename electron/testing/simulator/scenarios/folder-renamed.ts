import { outlookDesktop } from '../../../demo/apps/outlook-desktop.ts';
import { outlookMobileIos } from '../../../demo/apps/outlook-mobile-ios.ts';
import { inventContacts } from '../../../demo/world/people.ts';
import type { Scenario } from '../types.ts';

/** A folder gets another name; its records stay what they are. */
export const folderRenamed: Scenario = {
  name: 'folder-renamed',
  what: 'A person renames a folder of contacts.',
  isBenign: true,
  touches: ['mailbox/contact'],
  play(scene) {
    const store = scene.book('mailbox', 'exchange', scene.size(20, 100));
    scene.fill(store, inventContacts(scene.random, scene.size(20, 200), {}, 21_000), [outlookDesktop], 'Clients');
    scene.uses(outlookMobileIos, { device: 'iPhone' });
    scene.stage.at(scene.within(scene.gap), () => store.folderNames.set('Clients', 'Clients 2026'));
  },
};
