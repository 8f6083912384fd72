import { expect } from 'vitest';
import { captureOutput, type Said } from './capture-output.ts';

export interface Answered extends Said {
  readonly document: unknown;
}

/** What a person and a script get of one command that fails. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface CommandLine {
  /** With `--json`: what stands on standard output must be one JSON document and nothing else. */
  ask(...parameters: readonly string[]): Promise<Answered>;
  /** As a person types it. */
  type(...parameters: readonly string[]): Promise<Said>;
  /** With `--json`: the document of a failure, which standard error must tell in one line as well. */
  fail(...parameters: readonly string[]): Promise<Failure>;
}

/** The command line on one case, in this process: `runCli` is the program's own. */
export function commandLine(runCli: (argv: readonly string[]) => Promise<number>, path: string): CommandLine {
  async function type(...parameters: readonly string[]): Promise<Said> {
    return captureOutput(() => runCli(['--case', path, ...parameters]));
  }
  async function ask(...parameters: readonly string[]): Promise<Answered> {
    const said = await type(...parameters, '--json');
    expect(said.out, parameters.join(' ')).toMatch(/^[^\n]+\n$/);
    return { ...said, document: JSON.parse(said.out) };
  }
  async function fail(...parameters: readonly string[]): Promise<Failure> {
    const asked = await ask(...parameters);
    const { error } = asked.document as { error?: { code: string; message: string; hint: string } };
    if (error === undefined) throw new Error(`${parameters.join(' ')} did not fail: ${asked.out}`);
    expect(Object.keys(error)).toEqual(['code', 'message', 'hint']);
    expect(asked.err, parameters.join(' ')).toMatch(/(?:^|\n)synctrace: [^\n]+\n$/);
    expect(asked.err.endsWith(`synctrace: ${error.message} ${error.hint}\n`), asked.err).toBe(true);
    expect(`${error.message}${error.hint}`).not.toContain('–');
    return { status: asked.status, ...error };
  }
  return { ask, type, fail };
}
