import { thunderbird } from '../../../demo/apps/thunderbird.ts';
import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { cardbook } from '../apps/cardbook.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A client that knows no lists of people writes them back empty: lim-010. */
export const groupMembersLost: Scenario = {
  name: 'group-members-lost',
  what: 'Lists of people lose their members after a client without such lists wrote them.',
  isBenign: false,
  touches: ['book/contact'],
  play(scene) {
    const app = scene.random.pick([thunderbird, cardbook]);
    const store = scene.book('book', scene.random.pick(['nextcloud', 'davserver', 'icloud'] as const), scene.size(40, 200));
    const people = contactsIn(store);
    const [example] = people;
    const groups = ['Choir', 'Board', 'Parents', 'Suppliers', 'Neighbours', 'Team', 'Alumni'].slice(0, scene.random.integer(3, 7)).map((shown) => {
      const members = scene.some(people, scene.random.integer(4, 15)).map(({ uid }) => uid);
      const blank = { given: '', middle: '', family: '', nickname: '', company: '', department: '', title: '', emails: [], phones: [], address: null, birthday: '', note: '', categories: [], photo: '', url: '' };
      return store.create(example?.createdBy ?? app, { kind: 'contact', ...blank, shown, members }, { atMs: (scene.stage.moments[0] ?? 0) - 30 * 86_400_000, isOld: true });
    });
    scene.uses(app);
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'fields-lost', store, app: app.id }, () => rewrite(app, store, groups, atMs, (content) => changeContact(content, ({ members }) => ({ members: (members ?? []).slice(0, scene.random.integer(0, 1)) }))));
  },
};
