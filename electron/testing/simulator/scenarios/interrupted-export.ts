import { outlookMobileIos } from '../../../demo/apps/outlook-mobile-ios.ts';
import { copyInto } from '../../../demo/world/acts.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** An export that is cut off begins anew and leaves part of the cards behind, week after week: def-002. */
export const interruptedExport: Scenario = {
  name: 'interrupted-export',
  what: 'A phone’s export is interrupted again and again, and parts of it stay as copies.',
  isBenign: false,
  touches: ['mailbox/contact', 'icloud/contact'],
  rhythm: { snapshots: 4, hours: 48 },
  play(scene) {
    const app = outlookMobileIos;
    const mailbox = scene.book('mailbox', 'exchange', scene.size(60, 500));
    const cloud = scene.book('icloud', 'icloud', scene.size(5, 40));
    const people = contactsIn(mailbox);
    const firstMs = (scene.stage.moments[0] ?? 0) - 100 * 86_400_000;
    for (const item of people) cloud.create(app, item.content, { atMs: firstMs, origin: item, isOld: true });
    scene.uses(app, { device: 'iPhone' });
    scene.happenOften(scene.stage.moments.slice(1).map((_, gap) => scene.within(gap, app)), { type: 'duplicates-introduced', store: cloud, app: app.id }, (atMs) => {
      const from = scene.random.integer(0, Math.floor(people.length / 2));
      return copyInto(app, people.slice(from, from + scene.random.integer(5, Math.ceil(people.length / 4))), cloud, atMs);
    });
  },
};
