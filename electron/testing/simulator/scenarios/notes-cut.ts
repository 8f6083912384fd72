import { easPhone } from '../../../demo/apps/eas-phone.ts';
import { mobileNumber } from '../../../demo/sample-person.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { inventNote } from '../../../demo/world/people.ts';
import { gwsmo } from '../apps/gwsmo.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A client that holds only the beginning of a note sends it back: lim-009, def-126. */
export const notesCut: Scenario = {
  name: 'notes-cut',
  what: 'Long notes end at a length after other fields were edited through a client that cuts them.',
  isBenign: false,
  touches: ['mailbox/contact', 'book/contact'],
  play(scene) {
    const app = scene.random.pick([easPhone, gwsmo]);
    const limit = app === gwsmo ? 16_384 : scene.random.pick([512, 1024, 5120]);
    const store = scene.bookOf(app, scene.size(40, 200), { note: 0.2 });
    scene.uses(app);
    const longOnes = scene.some(contactsIn(store), scene.size(6, 60));
    for (const item of longOnes) item.content = changeContact(item.content, () => ({ note: inventNote(scene.random, Math.ceil((limit * (1.1 + scene.random.next())) / 60)) }));
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'fields-lost', store, app: app.id }, () => rewrite(app, store, longOnes, atMs, (content, index) => changeContact(content, (contact) => ({ note: contact.note.slice(0, limit), phones: [...contact.phones, { type: 'home', number: mobileNumber(5000 + index) }] }))));
  },
};
