import { copyInto, removeAll } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { einsteinActivityCapture } from '../apps/einstein-activity-capture.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A connector copies at the start; an administrator cleans the CRM while it runs, and the deletions come through: def-015, fix-007. */
export const cleanUpInWrongOrder: Scenario = {
  name: 'clean-up-in-wrong-order',
  what: 'A connector makes copies after it was connected, and later deletes what was cleaned away on its other side.',
  isBenign: false,
  touches: ['mailbox/contact'],
  rhythm: { snapshots: 4, hours: 48 },
  play(scene) {
    const app = einsteinActivityCapture;
    const store = scene.book('mailbox', 'exchange', scene.size(60, 500));
    const connectedMs = scene.within(0);
    scene.uses(app, { sinceMs: connectedMs - 3_600_000 });
    const originals = scene.some(contactsIn(store), Math.ceil(store.items.length * 0.35));
    scene.happen(connectedMs, { type: 'duplicates-introduced', store, app: app.id }, () => copyInto(app, originals, store, connectedMs, (content) => changeContact(content, () => ({ note: '', categories: [], birthday: '', address: null, nickname: '' }))));
    const atMs = scene.within(1, app);
    scene.happen(atMs, { type: 'records-deleted', store, app: app.id }, () => removeAll(app, store, scene.some(originals, Math.ceil(originals.length * 0.7)), atMs, 'SoftDelete'));
  },
};
