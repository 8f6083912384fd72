import { workNumber } from '../../../demo/sample-person.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { cirasync } from '../apps/cirasync.ts';
import { gpanel } from '../apps/gpanel.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A directory push writes its values over what the person had changed: def-131, cad-021. */
export const directoryOverwritesEdits: Scenario = {
  name: 'directory-overwrites-edits',
  what: 'A daily push writes the directory’s values over the person’s own.',
  isBenign: false,
  touches: ['mailbox/contact', 'book/contact'],
  play(scene) {
    const app = scene.random.pick([cirasync, gpanel]);
    const store = scene.bookOf(app, scene.size(40, 300), { company: 1 });
    const people = contactsIn(store);
    scene.uses(app, { direction: 'one-way' });
    const edited = scene.some(people, scene.size(15, 100));
    const directory = new Map(edited.map((item) => [item, item.content]));
    for (const item of edited) item.content = changeContact(item.content, (contact) => ({ title: `Acting ${contact.title}`, phones: contact.phones.map((phone) => ({ ...phone, number: workNumber(scene.random.integer(30_000, 60_000)) })) }));
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'fields-overwritten', store, app: app.id }, () => rewrite(app, store, edited, atMs, (content, _, item) => directory.get(item) ?? content));
  },
};
