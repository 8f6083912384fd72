/** Runs a call that asks a person for something, and yields each thing that it asks for, none left out, then returns its result. */
export async function* streamPrompts<Prompt, Result>(run: (tell: (prompt: Prompt) => void) => Promise<Result>): AsyncGenerator<Prompt, Result, void> {
  const told: Prompt[] = [];
  let wake = (): void => {};
  let hasEnded = false;
  const call = run((prompt) => {
    told.push(prompt);
    wake();
  }).finally(() => {
    hasEnded = true;
    wake();
  });
  // Its failure is thrown at the end, when everything that was told has been passed on.
  call.catch(() => {});
  while (!hasEnded || told.length > 0) {
    const prompt = told.shift();
    if (prompt !== undefined) yield prompt;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
  return await call;
}
