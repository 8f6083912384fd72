import type { SyncApp } from './sync-app.ts';

const PEOPLE = new Map<SyncApp, SyncApp>();

/** A person who acts on purpose through this program: stores and logs see the program. */
export function asPerson(client: SyncApp): SyncApp {
  const person = PEOPLE.get(client) ?? { ...client, id: 'user' };
  PEOPLE.set(client, person);
  return person;
}
