import { SYNC_APPS } from './apps/index.ts';
import { asPerson } from '../../demo/world/as-person.ts';
import { changeContact, type Content } from '../../demo/world/content.ts';
import { changeEvent, changeTask } from './change-calendar.ts';
import { inventContacts, inventNote } from '../../demo/world/people.ts';
import type { Store, StoredItem } from '../../demo/world/store.ts';
import type { SyncApp } from '../../demo/world/sync-app.ts';
import type { SeededRandom } from '../../demo/seeded-random.ts';
import { workNumber } from '../../demo/sample-person.ts';
import type { Scene } from './scene.ts';
import type { Noise } from './types.ts';
import { usualWriters } from './usual-writers.ts';

const SHARE = { none: 0, some: 0.008, heavy: 0.025 } as const;

/** Other apps stand in the inventory; with noise they run without doing harm, and people go on with their days. Answers the apps that were added. */
export function makeNoise(scene: Scene, noise: Noise): readonly SyncApp[] {
  const { stage, random } = scene;
  const innocents = random.shuffle(SYNC_APPS.filter((app) => canRun(app, stage.stores) && !stage.apps.some((declared) => declared.app === app.id))).slice(0, random.integer(1, noise === 'heavy' ? 4 : 2));
  for (const app of innocents) scene.uses(app);
  if (noise === 'none') return innocents;
  for (const store of stage.stores) {
    for (let gap = 0; gap < stage.moments.length - 1; gap += 1) {
      const people = usualWriters(store.kind).map(asPerson);
      const edits = Math.max(1, Math.round(store.items.length * SHARE[noise] * (0.5 + random.next())));
      for (let edit = 0; edit < edits; edit += 1) {
        const atMs = scene.within(gap) + random.integer(0, 3_600_000);
        stage.at(atMs, () => editOne(store, random.pick(people), random, atMs));
      }
      for (const app of innocents.filter((one) => canRun(one, [store]))) {
        const atMs = scene.within(gap) + random.integer(0, 1_800_000);
        if (random.chance(0.5)) stage.at(atMs, () => editOne(store, app, random, atMs));
        if (store.kind === 'exchange') stage.at(atMs + 5000, () => touchMail(store, app, random, atMs + 5000));
      }
    }
    if (noise === 'heavy') leaveOldMarks(store, random, innocents);
  }
  return innocents;
}

function canRun(app: SyncApp, stores: readonly Store[]): boolean {
  return stores.some((store) => app.stores.includes(store.kind) && app.kinds.some((kind) => store.itemKinds.includes(kind))) && app.id !== 'exchange-system' && app.id !== 'carddav-server';
}

function editOne(store: Store, app: SyncApp, random: SeededRandom, atMs: number): void {
  const items = store.items.filter(({ content }) => app.kinds.includes(content.kind) && (content.kind !== 'contact' || content.members === null));
  const roll = random.next();
  if (items.length === 0) return;
  const item = random.pick(items);
  if (roll < 0.7) store.update(app, item, editedByHand(item.content, random), atMs);
  else if (roll < 0.88 && item.content.kind === 'contact') {
    const [newcomer] = inventContacts(random, 1, {}, 40_000 + random.integer(0, 20_000));
    if (newcomer !== undefined) store.create(app, newcomer, { atMs });
  } else store.remove(app, item, atMs);
}

function editedByHand(content: Content, random: SeededRandom): Content {
  const edit = random.integer(0, 2);
  const changed = changeContact(content, (contact) =>
    edit === 0 ? { phones: [...contact.phones.slice(0, 1), { type: 'work', number: workNumber(random.integer(30_000, 60_000)) }] } : edit === 1 ? { note: inventNote(random, 1) } : { title: contact.title === '' ? 'Partner' : `Senior ${contact.title}` },
  );
  return changeTask(changeEvent(changed, (event) => (edit === 0 ? { location: 'Room 9' } : { note: inventNote(random, 1) + event.note })), (task) => ({ note: inventNote(random, 1) + task.note }));
}

/** A row of the log that has nothing to do with the records: the program moved a mail. */
function touchMail(store: Store, app: SyncApp, random: SeededRandom, atMs: number): void {
  const ids = store.mailbox?.itemIn('Inbox') ?? null;
  store.deeds.push({ atMs, app, operation: random.pick(['Update', 'MoveToDeletedItems'] as const), kind: 'task', key: ids?.id ?? '', uid: random.uuid(), ids, folder: 'Inbox', title: random.pick(['Minutes', 'Offer', 'Newsletter', 'Your order']) });
}

/** Some records were handled by other programs long ago and still bear their marks. */
function leaveOldMarks(store: Store, random: SeededRandom, innocents: readonly SyncApp[]): void {
  const formers = [...innocents, ...random.shuffle(SYNC_APPS.filter((app) => app.hasOwnMarks && canRun(app, [store]))).slice(0, 2)];
  for (const item of store.items) if (formers.length > 0 && random.chance(0.08)) markAsFormer(item, random.pick(formers), random);
}

function markAsFormer(item: StoredItem, app: SyncApp, random: SeededRandom): void {
  item.marks = app.leave({ random, atMs: item.modifiedMs, before: item.marks, origin: { key: `AAMkOLD${random.uuid().replaceAll('-', '')}${random.uuid().replaceAll('-', '')}`, uid: item.uid } });
}
