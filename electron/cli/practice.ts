import type { PracticeServer } from '../services/engine.ts';

let used: Promise<typeof import('../demo/practice-server.ts')> | undefined;

/** The practice server, loaded only where a practice case asks for it. */
export const practiceServer: PracticeServer = async (casePath) => {
  used ??= import('../demo/practice-server.ts');
  return await (await used).practiceServer(casePath);
};

/** Ends the practice servers that this process has started. */
export async function closePractice(): Promise<void> {
  if (used !== undefined) await (await used).closePracticeServers();
}
