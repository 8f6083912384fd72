import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Failure } from '../api/failure.ts';

export interface Notice {
  readonly id: number;
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly hint?: string;
  readonly code?: string;
  /** What it happened in. */
  readonly task?: string;
}

/** What the window tells its user: failures that stay until dismissed, and sentences spoken once. */
export const useNotices = defineStore('notices', () => {
  const notices = shallowRef<readonly Notice[]>([]);
  const spoken = ref('');
  const errors = computed(() => notices.value.filter((notice) => notice.level !== 'info'));
  const latestInfo = computed(() => notices.value.findLast((notice) => notice.level === 'info'));
  let ids = 0;

  function add(notice: Omit<Notice, 'id'>): void {
    ids += 1;
    const others = notices.value.filter((other) => other.level === 'error' || other.level !== notice.level).filter((other) => !isSame(other, notice));
    notices.value = [...others, { ...notice, id: ids }];
    announce(notice.hint === undefined ? notice.message : `${notice.message} ${notice.hint}`);
  }

  function addFailure(failure: Failure, task?: string): void {
    add({ level: 'error', message: failure.message, hint: failure.hint, code: failure.code, ...(task === undefined ? {} : { task }) });
  }

  function addInfo(message: string): void {
    add({ level: 'info', message });
  }

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id);
  }

  function clear(): void {
    notices.value = [];
  }

  /** Says a sentence to a screen reader; the same one twice in a row is said twice. */
  function announce(sentence: string): void {
    spoken.value = spoken.value === sentence ? `${sentence}\u00A0` : sentence;
  }

  return { notices, errors, latestInfo, spoken, add, addFailure, addInfo, dismiss, clear, announce };
});

function isSame(one: Notice, other: Omit<Notice, 'id'>): boolean {
  return one.level === other.level && one.message === other.message && one.task === other.task;
}
