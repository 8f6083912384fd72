import { onMounted, onUnmounted, shallowReactive } from 'vue';
import type { CommandId } from '../../shared/commands.ts';

export type Handlers = Readonly<Partial<Record<CommandId, () => unknown>>>;

const handlers = shallowReactive(new Map<CommandId, () => unknown>());

/** Whether a command can be given now: somebody on screen carries it out. */
export function canRun(id: CommandId): boolean {
  return handlers.has(id);
}

/** Gives a command; answers whether somebody carried it out. */
export function runCommand(id: CommandId): boolean {
  const handler = handlers.get(id);
  if (handler === undefined) return false;
  handler();
  return true;
}

/** Carries out commands for as long as the component is on screen. */
export function useCommands(own: Handlers): void {
  const entries = Object.entries(own) as [CommandId, () => unknown][];
  onMounted(() => {
    for (const [id, handler] of entries) handlers.set(id, handler);
  });
  onUnmounted(() => {
    for (const [id, handler] of entries) if (handlers.get(id) === handler) handlers.delete(id);
  });
}
