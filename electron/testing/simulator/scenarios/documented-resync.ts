import { lightningSync } from '../../../demo/apps/lightning-sync.ts';
import { outlookMobileIos } from '../../../demo/apps/outlook-mobile-ios.ts';
import { copyInto, removeAll } from '../../../demo/world/acts.ts';
import { makeAnew } from '../make-anew.ts';
import { companionlink } from '../apps/companionlink.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** The repair that vendors document: everything goes and comes back: fix-001, fix-012, def-134. */
export const documentedResync: Scenario = {
  name: 'documented-resync',
  what: 'A person follows the vendor’s instructions to reset a sync: all its records go and come again.',
  isBenign: true,
  touches: ['mailbox/contact', 'icloud/contact'],
  play(scene) {
    const isSaved = scene.random.chance(0.6);
    const app = isSaved ? outlookMobileIos : scene.random.pick([lightningSync, companionlink]);
    const mailbox = scene.book('mailbox', 'exchange', scene.size(30, 600));
    const store = isSaved ? scene.book('icloud', 'icloud', scene.size(5, 60)) : mailbox;
    const folder = app === lightningSync ? 'Salesforce_Sync' : undefined;
    const sources = [...contactsIn(mailbox)];
    const earlierMs = (scene.stage.moments[0] ?? 0) - 90 * 86_400_000;
    const handled = isSaved ? sources.map((origin) => store.create(app, origin.content, { atMs: earlierMs, origin, isOld: true })) : sources;
    if (folder !== undefined) for (const item of handled) store.move(app, item, folder, earlierMs);
    scene.uses(app, { device: 'iPhone' });
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'records-recreated', store, app: 'user', isBenign: true }, () => {
      const pauseMs = scene.random.integer(5, 30) * 60_000;
      if (!isSaved) return makeAnew(app, store, handled, atMs, { pauseMs, how: 'SoftDelete' });
      removeAll(app, store, handled, atMs);
      return copyInto(app, sources.filter((item) => mailbox.items.includes(item)), store, atMs + handled.length * 4000 + pauseMs);
    });
    if (scene.random.chance(0.6)) scene.stage.say({ at: new Date(atMs - 120_000).toISOString(), type: 'resync', app: app.id, text: 'Sync was reset as the vendor describes.' });
  },
};
