import { copyInto, removeAll } from '../../../demo/world/acts.ts';
import { icloudForWindows } from '../apps/icloud-for-windows.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** An add-in moves the default folders’ items into its own store when it is set up: def-019, cat-004. */
export const addInTakesContactsAway: Scenario = {
  name: 'add-in-takes-contacts-away',
  what: 'An add-in takes the contacts out of the mailbox and puts them into its cloud.',
  isBenign: false,
  touches: ['mailbox/contact', 'icloud/contact'],
  play(scene) {
    const app = icloudForWindows;
    const mailbox = scene.book('mailbox', 'exchange', scene.size(60, 600));
    const cloud = scene.book('icloud', 'icloud', scene.size(3, 40));
    const atMs = scene.within(scene.gap, app);
    scene.uses(app, { device: 'PC', sinceMs: atMs - 120_000 });
    scene.happen(atMs, { type: 'records-deleted', store: mailbox, app: app.id }, () => {
      const items = [...contactsIn(mailbox)];
      copyInto(app, items, cloud, atMs + 60_000);
      return removeAll(app, mailbox, items, atMs, scene.random.pick(['MoveToDeletedItems', 'SoftDelete'] as const));
    });
  },
};
