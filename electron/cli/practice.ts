let used: Promise<typeof import('../demo/practice-server.ts')> | undefined;

/** The practice server, loaded only where a practice case asks for it. */
export async function practiceServer(casePath: string): Promise<{ url: string; user: string; password: string }> {
  used ??= import('../demo/practice-server.ts');
  return await (await used).practiceServer(casePath);
}

/** Ends the practice servers that this process has started. */
export async function closePractice(): Promise<void> {
  if (used !== undefined) await (await used).closePracticeServers();
}
