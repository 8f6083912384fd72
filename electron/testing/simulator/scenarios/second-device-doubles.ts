import { outlookMobileIos, outlookMobileIosOn } from '../../../demo/apps/outlook-mobile-ios.ts';
import { iosContacts } from '../../../demo/apps/ios-contacts.ts';
import { copyInto } from '../../../demo/world/acts.ts';
import { hexDigits } from '../../../demo/world/sync-app.ts';
import type { Scenario } from '../types.ts';

/** Save Contacts on a second device of the same account: def-001, lim-003. */
export const secondDeviceDoubles: Scenario = {
  name: 'second-device-doubles',
  what: 'A second phone exports the mailbox’s contacts into the same cloud again, so that each stands there twice.',
  isBenign: false,
  touches: ['mailbox/contact', 'icloud/contact'],
  play(scene) {
    const mailbox = scene.book('mailbox', 'exchange', scene.size(40, 1500));
    const icloud = scene.book('icloud', 'icloud', scene.size(5, 90));
    const contacts = mailbox.items.filter(({ content }) => content.kind === 'contact');
    const firstMs = (scene.stage.moments[0] ?? 0) - scene.random.integer(20, 200) * 86_400_000;
    for (const item of contacts) icloud.create(outlookMobileIos, item.content, { atMs: firstMs + scene.random.integer(0, 1_800_000), origin: item, isOld: true });
    scene.uses(outlookMobileIos, { device: 'iPhone' });
    scene.uses(iosContacts, { device: 'iPhone' });
    const atMs = scene.within(scene.gap);
    const second = outlookMobileIosOn(hexDigits(scene.random, 32).toUpperCase());
    const isWhole = scene.random.chance(0.6);
    scene.happen(atMs, { type: 'duplicates-introduced', store: icloud, app: outlookMobileIos.id }, () =>
      copyInto(second, isWhole ? contacts : scene.some(contacts, Math.ceil(contacts.length * 0.4)), icloud, atMs),
    );
    if (scene.random.chance(0.5)) scene.stage.say({ at: new Date(atMs - 600_000).toISOString(), type: 'device-added', app: outlookMobileIos.id, text: 'An iPad was added.' });
  },
};
