/** Case files that are open in this thread. */
const open = new Set<() => void>();

/** Has `close` run when the process ends without it, so that no log stays beside the file; answers what takes that back. */
export function closeAtExit(close: () => void): () => void {
  if (open.size === 0) process.on('exit', closeAll);
  open.add(close);
  return () => {
    open.delete(close);
    if (open.size === 0) process.off('exit', closeAll);
  };
}

function closeAll(): void {
  for (const close of [...open]) close();
}
