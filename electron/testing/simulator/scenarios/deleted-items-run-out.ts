import { outlookWeb } from '../../../demo/apps/outlook-web.ts';
import { asPerson } from '../../../demo/world/as-person.ts';
import { removeAll } from '../../../demo/world/acts.ts';
import { exchangeSystem } from '../apps/exchange-system.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** What a person deleted weeks ago leaves Deleted Items when its time is over: lim-014. */
export const deletedItemsRunOut: Scenario = {
  name: 'deleted-items-run-out',
  what: 'The server empties Deleted Items of what a person had deleted weeks before; no live record changes.',
  isBenign: true,
  touches: ['mailbox/contact'],
  play(scene) {
    const store = scene.book('mailbox', 'exchange', scene.size(60, 300));
    const deletedMs = (scene.stage.moments[0] ?? 0) - scene.random.integer(20, 29) * 86_400_000;
    removeAll(asPerson(outlookWeb), store, scene.some(contactsIn(store), scene.size(10, 60)), deletedMs);
    const atMs = scene.within(scene.gap);
    scene.stage.at(atMs, () => {
      for (const { key, uid, ids, folder, content } of store.trash) {
        if (content.kind === 'contact') store.deeds.push({ atMs, app: exchangeSystem, operation: 'HardDelete', kind: 'contact', key, uid, ids, folder, title: content.shown });
      }
      store.trash.length = 0;
    });
  },
};
