import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CaseDocument } from '../../shared/contract/cases.ts';
import type { RestoreDocument } from '../../shared/contract/restore.ts';
import type { SnapshotDocument } from '../../shared/contract/snapshots.ts';
import type { SourceDocument } from '../../shared/contract/sources.ts';
import { engine } from '../api/engine-client.ts';
import { newestFirst, previousOf } from './snapshot-pairs.ts';

export interface AppInfo {
  readonly version: string;
  readonly secrets: 'keychain' | 'session';
  readonly dataFolder: string;
}

/** The open case with its sources, snapshots and restores: what every screen needs to know. */
export const useCase = defineStore('case', () => {
  const info = shallowRef<AppInfo | null>(null);
  const current = shallowRef<CaseDocument | null>(null);
  const sources = shallowRef<readonly SourceDocument[]>([]);
  const snapshots = shallowRef<readonly SnapshotDocument[]>([]);
  const restores = shallowRef<readonly RestoreDocument[]>([]);
  /** Counts the cases opened in this window: a screen that sees it change starts anew. */
  const opened = ref(0);
  /** Rises where a log or a declared fact came that findings rest on. */
  const evidence = ref(0);

  const isOpen = computed(() => current.value !== null);
  const incomplete = computed(() => snapshots.value.filter((snapshot) => !snapshot.complete));
  const unfinished = computed(() => restores.value.filter((restore) => restore.finishedAt === undefined));
  const comparable = computed(() => snapshots.value.some((snapshot) => previousOf(snapshots.value, snapshot) !== undefined));

  /** Reads what the engine has open now. */
  async function load(): Promise<void> {
    const client = engine();
    const [appInfo, open] = await Promise.all([client.app.info(), client.cases.current()]);
    info.value = appInfo;
    await take(open);
  }

  /** Takes a case that the engine has just opened, or null where it has closed one. */
  async function take(document: CaseDocument | null): Promise<void> {
    const isOther = current.value?.path !== document?.path;
    current.value = document;
    if (isOther || document === null) {
      sources.value = [];
      snapshots.value = [];
      restores.value = [];
    }
    if (document !== null) await refresh();
    if (isOther) opened.value += 1;
  }

  async function refresh(): Promise<void> {
    if (current.value === null) return;
    const client = engine();
    const [document, allSources, allSnapshots, allRestores] = await Promise.all([client.cases.current(), client.sources.list(), client.snapshots.list({}), client.restore.list()]);
    current.value = document;
    sources.value = allSources;
    snapshots.value = newestFirst(allSnapshots);
    restores.value = allRestores.toSorted((one, other) => other.startedAt.localeCompare(one.startedAt));
  }

  function noteEvidence(): void {
    evidence.value += 1;
  }

  function snapshotOf(id: string | null): SnapshotDocument | undefined {
    return id === null ? undefined : snapshots.value.find((snapshot) => snapshot.id === id);
  }

  return { info, current, sources, snapshots, restores, opened, evidence, isOpen, incomplete, unfinished, comparable, load, take, refresh, noteEvidence, snapshotOf };
});
