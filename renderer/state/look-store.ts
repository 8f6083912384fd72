import { defineStore } from 'pinia';
import { ref } from 'vue';
import { shell } from '../api/shell-client.ts';

export const LOOKS = ['system', 'light', 'dark'] as const;
export type Look = (typeof LOOKS)[number];

const STORED = 'synctrace-look';

/** Light or dark: as the system says, or as the user chose. */
export const useLook = defineStore('look', () => {
  const look = ref<Look>(readLook(localStorage.getItem(STORED)));
  show(look.value);

  function choose(next: Look): void {
    look.value = next;
    localStorage.setItem(STORED, next);
    show(next);
    shell()?.tell({ type: 'look', look: next });
  }

  /** System, light, dark, and around again. */
  function chooseNext(): void {
    choose(LOOKS[(LOOKS.indexOf(look.value) + 1) % LOOKS.length] ?? 'system');
  }

  return { look, choose, chooseNext };
});

function show(look: Look): void {
  if (look === 'system') delete document.documentElement.dataset['look'];
  else document.documentElement.dataset['look'] = look;
}

function readLook(stored: string | null): Look {
  return LOOKS.find((look) => look === stored) ?? 'system';
}
