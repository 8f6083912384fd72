import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { DeclaredApp, DeclaredEvent } from '../../shared/contract/facts.ts';
import type { EventType } from '../../shared/event-types.ts';
import { engine } from '../api/engine-client.ts';
import { failureOf } from '../api/failure.ts';
import { useCase } from './case-store.ts';
import { useNotices } from './notice-store.ts';

interface KnownApp {
  readonly app: string;
  readonly name: string;
}

/** What people said about the case: the apps the user has, and what is known to have happened. */
export const useFacts = defineStore('facts', () => {
  const cases = useCase();
  const notices = useNotices();
  const apps = shallowRef<readonly DeclaredApp[]>([]);
  const events = shallowRef<readonly DeclaredEvent[]>([]);
  const known = shallowRef<readonly KnownApp[]>([]);
  const names = computed(() => new Map(known.value.map(({ app, name }) => [app, name])));

  watch(
    () => cases.opened,
    () => {
      apps.value = [];
      events.value = [];
    },
  );

  async function load(): Promise<void> {
    if (!cases.isOpen) return;
    await loadKnown();
    await told(async () => {
      const facts = await engine().facts.list();
      apps.value = facts.apps;
      events.value = facts.events;
    });
  }

  /** The apps that the knowledge base knows; they are the same for every case. */
  async function loadKnown(): Promise<void> {
    if (known.value.length === 0) await told(async () => void (known.value = await engine().facts.knownApps()));
  }

  async function addApp(app: DeclaredApp): Promise<void> {
    await change(async () => void (await engine().facts.addApp(app)));
  }

  async function removeApp(app: DeclaredApp): Promise<void> {
    await change(async () => void (await engine().facts.removeApp(app)));
  }

  async function addEvent(event: DeclaredEvent & { readonly type: EventType }): Promise<void> {
    await change(async () => void (await engine().facts.addEvent(event)));
  }

  async function change(action: () => Promise<void>): Promise<void> {
    await told(action);
    await load();
    cases.noteEvidence();
  }

  async function told(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (thrown) {
      notices.addFailure(failureOf(thrown));
    }
  }

  /** The name of an app that is known; another by its id. */
  function nameOf(app: string): string {
    return names.value.get(app) ?? app;
  }

  /** The id of an app that was written by its name or its id; what is not known is taken as it is. */
  function idOf(written: string): string {
    const wanted = written.trim();
    return known.value.find(({ app, name }) => name.toLowerCase() === wanted.toLowerCase() || app === wanted)?.app ?? wanted;
  }

  return { apps, events, known, load, loadKnown, addApp, removeApp, addEvent, nameOf, idOf };
});
