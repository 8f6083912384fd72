import { outlookMobileIos, outlookMobileIosOn } from '../../../demo/apps/outlook-mobile-ios.ts';
import { copyInto } from '../../../demo/world/acts.ts';
import type { StoredItem } from '../../../demo/world/store.ts';
import { contactBridge } from '../apps/contact-bridge.ts';
import { hexDigits } from '../../../demo/world/sync-app.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A bridge between two clouds carries a phone’s second export on: def-055. */
export const bridgeCarriesExport: Scenario = {
  name: 'bridge-carries-export',
  what: 'A phone exports contacts a second time into one cloud, and a bridge copies them into another.',
  isBenign: false,
  touches: ['mailbox/contact', 'icloud/contact', 'google/contact'],
  play(scene) {
    const mailbox = scene.book('mailbox', 'exchange', scene.size(40, 300));
    const [first, second] = [scene.book('icloud', 'icloud', scene.size(5, 40)), scene.book('google', 'google', scene.size(5, 40))];
    const people = contactsIn(mailbox);
    const firstMs = (scene.stage.moments[0] ?? 0) - 50 * 86_400_000;
    for (const origin of people) {
      const exported = first.create(outlookMobileIos, origin.content, { atMs: firstMs, origin, isOld: true });
      second.create(contactBridge, exported.content, { atMs: firstMs + 60_000, isOld: true }).marks = exported.marks;
    }
    scene.uses(outlookMobileIos, { device: 'iPhone' });
    scene.uses(contactBridge);
    const atMs = scene.within(scene.gap);
    let made: readonly StoredItem[] = [];
    scene.happen(atMs, { type: 'duplicates-introduced', store: first, app: outlookMobileIos.id }, () => {
      const outcome = copyInto(outlookMobileIosOn(hexDigits(scene.random, 32).toUpperCase()), people, first, atMs);
      made = outcome.made;
      return outcome;
    });
    const carriedMs = atMs + people.length * 4000 + 600_000;
    scene.happen(carriedMs, { type: 'duplicates-introduced', store: second, app: outlookMobileIos.id }, () => {
      const outcome = copyInto(contactBridge, made, second, carriedMs);
      outcome.made.forEach((item, index) => (item.marks = made[index]?.marks ?? {}));
      return outcome;
    });
  },
};
