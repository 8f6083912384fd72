import { onMounted, onUnmounted, ref, type Ref } from 'vue';
import { shell } from '../api/shell-client.ts';
import { filesOfDrop, type DroppedFile } from '../screens/home/dropped-files.ts';

/**
 * Takes files dropped anywhere on the window; answers whether some are held over it. A case file is left to the Electron shell, which alone
 * learns its path.
 */
export function useFileDrop(take: (files: readonly DroppedFile[]) => void): Ref<boolean> {
  const isOver = ref(false);
  // Every element under the pointer tells of entering and leaving; only their balance says whether it is over the window.
  let depth = 0;
  const onEnter = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    depth += 1;
    isOver.value = true;
  };
  const onLeave = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    depth = Math.max(0, depth - 1);
    isOver.value = depth > 0;
  };
  const onOver = (event: DragEvent): void => {
    if (hasFiles(event)) event.preventDefault();
  };
  const onDrop = (event: DragEvent): void => {
    depth = 0;
    isOver.value = false;
    const data = event.dataTransfer;
    if (data === null || !hasFiles(event)) return;
    if (shell() !== undefined && [...data.files].some((file) => file.name.endsWith('.synctrace'))) return;
    event.preventDefault();
    void filesOfDrop(data).then(take);
  };
  onMounted(() => {
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
  });
  onUnmounted(() => {
    window.removeEventListener('dragenter', onEnter);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('drop', onDrop);
  });
  return isOver;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
