import { onMounted, onUnmounted } from 'vue';
import { commandOf } from './keys.ts';
import { runCommand } from './command-registry.ts';

/** Whether keys are written as on macOS. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Hears the keys of the whole window and gives their commands. */
export function useKeyboard(): void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isInDialog(event.target)) return;
    const id = commandOf(event, isMac, isTyped(event.target));
    if (id !== undefined && runCommand(id)) event.preventDefault();
  };
  onMounted(() => window.addEventListener('keydown', onKeyDown));
  onUnmounted(() => window.removeEventListener('keydown', onKeyDown));
}

/** Whether letters pressed at a place are typed into it. */
function isTyped(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"],[role="alertdialog"]') !== null;
}
