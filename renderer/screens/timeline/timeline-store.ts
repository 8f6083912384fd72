import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Timeline } from '../../../shared/contract/timeline.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { engine } from '../../api/engine-client.ts';
import type { Failure } from '../../api/failure.ts';
import { useCase } from '../../state/case-store.ts';
import { useTasks } from '../../state/task-store.ts';

export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Parts that a range is counted in: a bar of some pixels each on a common screen. */
const BINS = 160;
const LEAST_MS = 1000;

/** What happened when: the range that is shown and what was marked in it. */
export const useTimeline = defineStore('timeline', () => {
  const cases = useCase();
  const tasks = useTasks();
  const timeline = shallowRef<Timeline | null>(null);
  const failure = shallowRef<Failure | null>(null);
  /** Null: all that there is. */
  const range = shallowRef<TimeRange | null>(null);
  const brush = shallowRef<TimeRange | null>(null);
  const task = computed(() => tasks.tasks.find((running) => running.name === uiWords.timeline.task));
  const shown = computed<TimeRange>(() => ({ fromMs: Date.parse(timeline.value?.from ?? ''), toMs: Date.parse(timeline.value?.to ?? '') }));
  const whole = computed<TimeRange>(() => ({ fromMs: Date.parse(timeline.value?.whole.from ?? ''), toMs: Date.parse(timeline.value?.whole.to ?? '') }));
  const isZoomed = computed(() => range.value !== null);
  const reads = ref(0);

  watch(
    () => [cases.opened, cases.snapshots.length, cases.evidence],
    () => {
      // What is being read is of before.
      reads.value += 1;
      timeline.value = null;
      failure.value = null;
      range.value = null;
      brush.value = null;
    },
  );

  async function start(): Promise<void> {
    if (timeline.value === null && cases.snapshots.length > 0) await read();
  }

  async function read(): Promise<void> {
    reads.value += 1;
    const own = reads.value;
    failure.value = null;
    const limits = range.value === null ? {} : { from: new Date(range.value.fromMs).toISOString(), to: new Date(range.value.toMs).toISOString() };
    const ended = await tasks.run(uiWords.timeline.task, (signal) => engine().timeline.read({ bins: BINS, ...limits }, { signal }));
    if (own !== reads.value) return;
    if (ended.how === 'failed') failure.value = ended.failure;
    if (ended.how === 'succeeded') timeline.value = ended.result;
  }

  /** Shows a range, kept within what there is and no shorter than a second. */
  async function show(wanted: TimeRange | null): Promise<void> {
    // Nothing is drawn yet that could be moved or zoomed.
    if (timeline.value === null) return;
    brush.value = null;
    if (wanted === null) range.value = null;
    else {
      const { fromMs: first, toMs: last } = whole.value;
      const length = Math.max(LEAST_MS, wanted.toMs - wanted.fromMs);
      const fromMs = Math.max(first, Math.min(wanted.fromMs, last - length));
      range.value = length >= last - first ? null : { fromMs, toMs: Math.min(last, fromMs + length) };
    }
    await read();
  }

  /** Zooms in (below one) or out around the middle. */
  async function zoom(factor: number): Promise<void> {
    const { fromMs, toMs } = shown.value;
    const middle = (fromMs + toMs) / 2;
    const half = ((toMs - fromMs) / 2) * factor;
    await show({ fromMs: middle - half, toMs: middle + half });
  }

  /** Moves by a part of what is shown. */
  async function pan(part: number): Promise<void> {
    const { fromMs, toMs } = shown.value;
    const by = (toMs - fromMs) * part;
    await show({ fromMs: fromMs + by, toMs: toMs + by });
  }

  return { timeline, failure, range, brush, task, shown, whole, isZoomed, start, read, show, zoom, pan };
});
