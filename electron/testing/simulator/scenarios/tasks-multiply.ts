import { caldavSynchronizer } from '../../../demo/apps/caldav-synchronizer.ts';
import { copyInto } from '../../../demo/world/acts.ts';
import { changeTask } from '../change-calendar.ts';
import { microsoftTodo } from '../apps/microsoft-todo.ts';
import { tbsync } from '../apps/tbsync.ts';
import { itemsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A repeating task that is done comes back more than once. */
export const tasksMultiply: Scenario = {
  name: 'tasks-multiply',
  what: 'Each repeating task that was completed leaves several new ones.',
  isBenign: false,
  touches: ['mailbox/task', 'tasks/task'],
  play(scene) {
    const app = scene.random.pick([microsoftTodo, caldavSynchronizer, tbsync]);
    const store = app === tbsync ? scene.tasks('tasks', 'nextcloud', scene.size(30, 150), 0.5) : scene.tasks('mailbox', 'exchange', scene.size(30, 200), 0.5);
    scene.uses(app);
    const repeating = scene.some(itemsIn(store, 'task').filter(({ content }) => content.kind === 'task' && content.repeats !== 'never'), scene.size(3, 25));
    const copies = scene.random.integer(2, 8);
    const atMs = scene.within(scene.gap, app);
    scene.happenOften(Array.from({ length: copies }, (_, copy) => atMs + copy * 60_000), { type: 'duplicates-introduced', store, app: app.id }, (at) => copyInto(app, repeating, store, at, (content) => changeTask(content, () => ({ isDone: false }))));
  },
};
