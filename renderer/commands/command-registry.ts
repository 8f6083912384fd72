import { onMounted, onUnmounted, shallowReactive } from 'vue';
import type { CommandId } from '../../shared/commands.ts';

export type Handlers = Readonly<Partial<Record<CommandId, () => unknown>>>;

/** Who carries out commands, the one that came last first: a screen's own way of doing something stands before the window's. */
const carriers = shallowReactive<Handlers[]>([]);

/** Whether a command can be given now: somebody on screen carries it out. */
export function canRun(id: CommandId): boolean {
  return carriers.some((handlers) => handlers[id] !== undefined);
}

/** Gives a command; answers whether somebody carried it out. */
export function runCommand(id: CommandId): boolean {
  const handler = carriers.find((handlers) => handlers[id] !== undefined)?.[id];
  if (handler === undefined) return false;
  handler();
  return true;
}

/** Carries out commands for as long as the component is on screen. */
export function useCommands(own: Handlers): void {
  onMounted(() => carriers.unshift(own));
  onUnmounted(() => {
    const index = carriers.findIndex((handlers) => handlers === own);
    if (index >= 0) carriers.splice(index, 1);
  });
}
