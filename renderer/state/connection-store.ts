import { defineStore } from 'pinia';
import { ref } from 'vue';

/** Whether the engine can be reached: the whole window depends on it. */
export const useConnection = defineStore('connection', () => {
  const state = ref<'connecting' | 'ready' | 'lost' | 'refused'>('connecting');
  return { state };
});
