import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { DuplicateGroup } from '../../../shared/contract/duplicates.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { useTasks } from '../../state/task-store.ts';
import { say } from '../../words/say.ts';

// As the engine has it: below it a person looks at each.
const CERTAIN = 0.99;
const CERTAIN_KINDS: ReadonlySet<string> = new Set(['exact-clone', 'lossy-copy', 'import-twice']);
const NO_DUPLICATE: ReadonlySet<string> = new Set(['homonym', 'same-person-other-store', 'same-event-other-store']);

/** Groups of records that are the same thing: in which snapshot, which kinds are shown, and the one that is looked at. */
export const useDuplicates = defineStore('duplicates', () => {
  const cases = useCase();
  const tasks = useTasks();
  const notices = useNotices();
  const snapshot = ref<string | null>(null);
  const across = ref(false);
  const groups = shallowRef<readonly DuplicateGroup[] | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const hidden = shallowRef<ReadonlySet<string>>(new Set());
  const text = ref('');
  const active = ref(0);
  const ticked = shallowRef<ReadonlySet<string>>(new Set());
  const task = computed(() => tasks.tasks.find((running) => running.name === uiWords.duplicates.task));
  const kinds = computed(() => {
    const counts = new Map<string, number>();
    for (const { kind } of groups.value ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...counts];
  });
  /** What a filter is looked for in, folded once and not at each letter. */
  const folded = computed(() => (groups.value ?? []).map(({ records }) => records.map(({ title, key }) => `${title}\n${key}`).join('\n\n').toLowerCase()));
  const shown = computed(() => {
    const wanted = text.value.trim().toLowerCase();
    return (groups.value ?? []).filter(({ kind }, index) => !hidden.value.has(kind) && (wanted === '' || folded.value[index]?.includes(wanted) === true));
  });
  const group = computed(() => shown.value[active.value]);
  /** What would go if each group were one record. */
  const extra = computed(() => shown.value.reduce((sum, { kind, records }) => (kind === 'homonym' ? sum : sum + records.length - 1), 0));
  let running: AbortController | undefined;
  const calls: { readonly snapshot: string; readonly across: boolean; readonly records: { readonly source: string; readonly key: string }[] }[] = [];

  watch(
    () => cases.opened,
    () => {
      choose(null);
      calls.length = 0;
    },
  );
  // A tick of a group that is no more would hold up the plan of those that are.
  watch(groups, (held) => {
    const ids = new Set(held?.map(({ id }) => id));
    ticked.value = new Set([...ticked.value].filter((id) => ids.has(id)));
  });
  watch(shown, () => {
    active.value = Math.max(0, Math.min(active.value, shown.value.length - 1));
  });

  /** Looks in the newest snapshot where none is chosen that is still there, unless that was done. */
  async function start(): Promise<void> {
    if (cases.snapshotOf(snapshot.value) === undefined) choose(cases.snapshots.find(({ complete }) => complete)?.id ?? cases.snapshots[0]?.id ?? null);
    if (groups.value === null) await find();
  }

  function choose(id: string | null): void {
    running?.abort();
    snapshot.value = id;
    groups.value = null;
    failure.value = null;
    active.value = 0;
    ticked.value = new Set();
  }

  async function find(): Promise<void> {
    const id = snapshot.value;
    if (id === null) return;
    running?.abort();
    const controller = new AbortController();
    running = controller;
    failure.value = null;
    const ended = await tasks.run(uiWords.duplicates.task, (signal) => engine().duplicates.find({ snapshot: id, across: across.value }, { signal: AbortSignal.any([signal, controller.signal]) }));
    if (running !== controller || controller.signal.aborted) return;
    if (ended.how === 'failed') failure.value = ended.failure;
    if (ended.how === 'succeeded') groups.value = ended.result.groups;
  }

  async function setAcross(value: boolean): Promise<void> {
    across.value = value;
    choose(snapshot.value);
    await find();
  }

  function toggleKind(kind: string): void {
    const next = new Set(hidden.value);
    if (!next.delete(kind)) next.add(kind);
    hidden.value = next;
  }

  /** Groups that are as good as the same thing: they can be merged without a look at each. */
  const certain = computed(() => shown.value.filter(({ kind, confidence }) => CERTAIN_KINDS.has(kind) && confidence >= CERTAIN));

  /** What is planned: the ticked groups, else the one that is looked at, of those that are duplicates. */
  const toMerge = computed(() => {
    const chosen = ticked.value.size > 0 ? (groups.value ?? []).filter(({ id }) => ticked.value.has(id)) : group.value === undefined ? [] : [group.value];
    return chosen.filter(({ kind }) => !NO_DUPLICATE.has(kind)).map(({ id }) => id);
  });

  function toggle(one: DuplicateGroup | undefined): void {
    if (one === undefined) return;
    const next = new Set(ticked.value);
    if (!next.delete(one.id)) next.add(one.id);
    ticked.value = next;
  }

  function tickCertain(): void {
    ticked.value = new Set(certain.value.map(({ id }) => id));
  }

  /** Notes that the records of a group are different things; the group goes, and the next one is looked at. */
  async function keepApart(): Promise<void> {
    const [id, looked] = [snapshot.value, group.value];
    if (id === null || looked === undefined) return;
    const call = { snapshot: id, across: across.value, records: looked.records.map(({ source, key }) => ({ source, key })) };
    await told(async () => {
      await engine().duplicates.callDifferent(call);
      calls.push(call);
      groups.value = (groups.value ?? []).filter((other) => other !== looked);
      notices.addInfo(say(uiWords.duplicates.keptApart, { count: call.records.length }));
    });
  }

  /** Takes back the last group that was kept apart. */
  async function undo(): Promise<void> {
    const call = calls.pop();
    if (call === undefined) return;
    await told(async () => {
      await engine().duplicates.uncallDifferent(call);
      notices.addInfo(uiWords.duplicates.takenBack);
    });
    await find();
  }

  async function told(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (thrown) {
      notices.addFailure(failureOf(thrown), uiWords.duplicates.title);
    }
  }

  function clearFilter(): void {
    hidden.value = new Set();
    text.value = '';
  }

  return { snapshot, across, groups, failure, hidden, text, active, ticked, certain, toMerge, task, kinds, shown, group, extra, start, choose, find, setAcross, toggleKind, toggle, tickCertain, keepApart, undo, clearFilter };
});
