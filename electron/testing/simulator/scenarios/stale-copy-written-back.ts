import { outlookWeb } from '../../../demo/apps/outlook-web.ts';
import { thunderbird } from '../../../demo/apps/thunderbird.ts';
import { workNumber } from '../../../demo/sample-person.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { asPerson } from '../../../demo/world/as-person.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { akruto } from '../apps/akruto.ts';
import { rainloop } from '../apps/rainloop.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A client puts back everything it holds, and newer edits are gone: def-148, def-150. */
export const staleCopyWrittenBack: Scenario = {
  name: 'stale-copy-written-back',
  what: 'A client that was offline writes its old copy over newer values.',
  isBenign: false,
  touches: ['mailbox/contact', 'book/contact'],
  rhythm: { snapshots: 3, hours: 24 },
  play(scene) {
    const app = scene.random.pick([rainloop, akruto]);
    const store = scene.bookOf(app, scene.size(40, 300));
    scene.uses(app);
    const held = new Map(contactsIn(store).map((item) => [item, item.content]));
    const edited = scene.some(contactsIn(store).filter(({ content }) => content.kind === 'contact' && content.title !== '' && content.phones.length > 0), scene.size(8, 40));
    const person = asPerson(app === rainloop ? thunderbird : outlookWeb);
    const editedMs = scene.within(0);
    edited.forEach((item, index) => scene.stage.at(editedMs + index * 120_000, () => store.items.includes(item) && store.update(person, item, changeContact(item.content, ({ phones }) => ({ phones: phones.map((phone) => ({ ...phone, number: workNumber(40_000 + index) })), title: 'Partner' })), editedMs + index * 120_000)));
    const atMs = scene.within(1, app);
    scene.happen(atMs, { type: 'fields-overwritten', store, app: app.id }, () => rewrite(app, store, edited, atMs, (content, _, item) => held.get(item) ?? content));
  },
};
