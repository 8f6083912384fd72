import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { zPush } from '../apps/z-push.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A phone behind a gateway edits cards, which are built anew from what it knows: def-030, lim-017. */
export const gatewayRebuildsCards: Scenario = {
  name: 'gateway-rebuilds-cards',
  what: 'Cards that were edited on a phone lose photo, categories and department.',
  isBenign: false,
  touches: ['book/contact'],
  play(scene) {
    const app = zPush;
    const store = scene.book('book', scene.random.pick(['nextcloud', 'davserver'] as const), scene.size(40, 300), { photo: 0.6, categories: 0.7 });
    scene.uses(app);
    const chosen = scene.some(contactsIn(store).filter(({ content }) => content.kind === 'contact' && (content.photo !== '' || content.categories.length > 0)), scene.size(10, 80));
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'fields-lost', store, app: app.id }, () => rewrite(app, store, chosen, atMs, (content) => app.carry(changeContact(content, () => ({ photo: '' })))));
  },
};
