import { expect, it } from 'vitest';
import { streamPrompts } from './stream-prompts.ts';

async function drain<Prompt, Result>(stream: AsyncGenerator<Prompt, Result, void>): Promise<{ prompts: Prompt[]; result: Result }> {
  const prompts: Prompt[] = [];
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return { prompts, result: step.value };
    prompts.push(step.value);
  }
}

it('passes on everything that was asked, then the result', async () => {
  const stream = streamPrompts<string, number>(async (tell) => {
    tell('one');
    tell('two');
    await Promise.resolve();
    tell('three');
    return 7;
  });
  expect(await drain(stream)).toEqual({ prompts: ['one', 'two', 'three'], result: 7 });
});

it('throws what the call threw, after what it had asked', async () => {
  const prompts: string[] = [];
  const stream = streamPrompts<string, number>(async (tell) => {
    tell('one');
    throw new Error('declined');
  });
  const reading = async (): Promise<void> => {
    for await (const prompt of stream) prompts.push(prompt);
  };
  await expect(reading()).rejects.toThrow('declined');
  expect(prompts).toEqual(['one']);
});
