import type { KnownApp } from '../knowledge/types.ts';
import type { World } from './types.ts';

/** An app of the knowledge base, or the user's own under the id that was declared. */
export function appOf(id: string, world: World): KnownApp {
  return world.knowledge.apps.find((app) => app.id === id) ?? { id, name: id, class: 'sync-app', stores: [], protocols: [], directions: ['any'], kinds: ['contact', 'event', 'task'] };
}

/** Ids of the apps that were declared: in the inventory, or named by an event. */
export function declaredApps(world: World): readonly string[] {
  return [...new Set([...world.inventory.map(({ app }) => app), ...world.events.flatMap(({ app }) => app ?? [])])].sort();
}
