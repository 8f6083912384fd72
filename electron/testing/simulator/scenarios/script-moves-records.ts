import { moveAll } from '../../../demo/world/acts.ts';
import { linkpointConnect } from '../apps/linkpoint-connect.ts';
import { powershellScript } from '../apps/powershell-script.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A script sorts records into a folder of its own. */
export const scriptMovesRecords: Scenario = {
  name: 'script-moves-records',
  what: 'A script moves many contacts into another folder.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = scene.random.pick([powershellScript, linkpointConnect]);
    const store = scene.book('mailbox', 'exchange', scene.size(40, 500));
    scene.uses(app);
    const chosen = scene.some(contactsIn(store), Math.ceil(store.items.length * (0.3 + scene.random.next() * 0.6)));
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'records-moved', store, app: app.id }, () => moveAll(app, store, chosen, app === powershellScript ? 'Archive' : 'SF Contact Sync', atMs));
  },
};
