import { workNumber } from '../../../demo/sample-person.ts';
import { removeAll, rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { easy2sync } from '../apps/easy2sync.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A tool merges copies and keeps both values of a field: def-062. */
export const cleaningToolMerges: Scenario = {
  name: 'cleaning-tool-merges',
  what: 'A tool for cleaning up writes old and new values into one field and deletes the second record.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = easy2sync;
    const store = scene.book('mailbox', 'exchange', scene.size(60, 400));
    const doubled = scene.some(contactsIn(store).filter(({ content }) => content.kind === 'contact' && content.phones.length > 0), scene.size(10, 80));
    const copies = scene.fill(store, doubled.map(({ content }) => changeContact(content, () => ({ phones: [{ type: 'mobile', number: workNumber(scene.random.integer(30_000, 60_000)) }], note: '' }))));
    scene.uses(app);
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'fields-overwritten', store, app: app.id }, () =>
      rewrite(app, store, doubled, atMs, (content) => changeContact(content, ({ phones }) => ({ phones: phones.map((phone, index) => (index === 0 ? { ...phone, number: `${phone.number} (old: ${workNumber(scene.random.integer(30_000, 60_000))})` } : phone)) }))),
    );
    scene.happen(atMs + 60_000, { type: 'records-deleted', store, app: app.id }, () => removeAll(app, store, copies, atMs + 60_000));
  },
};
