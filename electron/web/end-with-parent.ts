/**
 * Ends this process as SIGTERM does once the program that started it is gone, killed or not: that closes the channel between the two.
 * Started by anything else, it does nothing.
 */
export function endWithParent(): void {
  const { channel } = process;
  if (channel === undefined || channel === null) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // What listens to a channel would keep the process from ending by itself.
  channel.unref();
}
