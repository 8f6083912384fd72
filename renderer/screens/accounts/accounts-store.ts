import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { SignInPrompt, SourceDocument } from '../../../shared/contract/sources.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { engine, type EngineClient } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { say } from '../../words/say.ts';

export type Capabilities = Awaited<ReturnType<EngineClient['sources']['test']>>['capabilities'];
export type TestResult = { readonly how: 'running' | 'cancelled' } | { readonly how: 'passed'; readonly capabilities: Capabilities } | { readonly how: 'failed'; readonly failure: Failure };

export interface NewAccount {
  readonly name: string;
  readonly url: string;
  readonly user: string;
  /** Left out: its user signs in with Microsoft. */
  readonly password?: string;
  readonly bearer?: boolean;
  readonly mailbox?: string;
  readonly ca: string;
  readonly clientId?: string;
  readonly tenant?: string;
  /** Other hosts that were agreed to. */
  readonly allowHosts?: string[];
  readonly kinds: readonly Kind[];
}
type Kind = 'carddav' | 'caldav' | 'graph' | 'ews';

/** A sign-in that is waited for, and what the person has to do. */
export interface SigningIn {
  readonly name: string;
  readonly prompt: SignInPrompt | null;
  readonly controller: AbortController;
}

/** The accounts of the case: adding, testing and removing them, and giving their passwords. */
export const useAccounts = defineStore('accounts', () => {
  const cases = useCase();
  const notices = useNotices();
  const chosen = ref<string | null>(null);
  const isAdding = ref(false);
  const isBusy = ref(false);
  const failure = shallowRef<Failure | null>(null);
  const results = shallowRef<ReadonlyMap<string, TestResult>>(new Map());
  const signingIn = shallowRef<SigningIn | null>(null);
  const running = new Map<string, AbortController>();
  const selected = computed(() => cases.sources.find((source) => source.name === chosen.value));

  /** Adds one source for each protocol, and tests each; answers whether all were added. */
  async function add(account: NewAccount): Promise<boolean> {
    isBusy.value = true;
    failure.value = null;
    const added: SourceDocument[] = [];
    try {
      for (const { name, kind } of namesOf(account)) {
        const { kinds: _kinds, ca, ...more } = account;
        added.push(await engine().sources.add({ ...more, name, kind, ...(ca.trim() === '' ? {} : { ca }) }));
      }
    } catch (thrown) {
      failure.value = failureOf(thrown);
    }
    isBusy.value = false;
    await refresh();
    const first = added[0];
    if (first !== undefined) chosen.value = first.name;
    if (failure.value !== null) return false;
    isAdding.value = false;
    for (const { name, signsIn } of added) await (signsIn ? signIn(name, 'read', 'browser') : test(name));
    return true;
  }

  /** Has the account's user sign in, then tests it; answers whether somebody did. */
  async function signIn(name: string, access: 'read' | 'write' | 'deleted', how: 'browser' | 'device-code'): Promise<boolean> {
    cancelSignIn();
    const controller = new AbortController();
    signingIn.value = { name, prompt: null, controller };
    const failed = await waitForSignIn(name, access, how, controller);
    if (signingIn.value?.controller === controller) signingIn.value = null;
    if (controller.signal.aborted) return false;
    if (failed !== null) {
      setResult(name, { how: 'failed', failure: failed });
      notices.addFailure(failed, uiWords.accounts.signIn);
      return false;
    }
    notices.announce(say(uiWords.accounts.signedIn, { name }));
    await refresh();
    if (access !== 'write') await test(name);
    return true;
  }

  async function waitForSignIn(name: string, access: 'read' | 'write' | 'deleted', how: 'browser' | 'device-code', controller: AbortController): Promise<Failure | null> {
    try {
      for await (const prompt of await engine().sources.signIn({ name, access, how }, { signal: controller.signal })) signingIn.value = { name, prompt, controller };
      return null;
    } catch (thrown) {
      return failureOf(thrown);
    }
  }

  function cancelSignIn(): void {
    signingIn.value?.controller.abort();
    signingIn.value = null;
  }

  async function test(name: string): Promise<void> {
    running.get(name)?.abort();
    const controller = new AbortController();
    running.set(name, controller);
    setResult(name, { how: 'running' });
    notices.announce(say(uiWords.accounts.testing, { name }));
    try {
      const { capabilities } = await engine().sources.test({ name }, { signal: controller.signal });
      setResult(name, { how: 'passed', capabilities });
      notices.announce(say(uiWords.accounts.tested, { name }));
    } catch (thrown) {
      setResult(name, controller.signal.aborted ? { how: 'cancelled' } : { how: 'failed', failure: failureOf(thrown) });
    }
    if (running.get(name) === controller) running.delete(name);
  }

  function cancelTest(name: string): void {
    running.get(name)?.abort();
  }

  function cancelTests(): void {
    for (const controller of running.values()) controller.abort();
  }

  /** Takes a password and tests the account with it at once. */
  async function givePassword(name: string, password: string): Promise<void> {
    try {
      await engine().sources.giveSecret({ name, password });
    } catch (thrown) {
      setResult(name, { how: 'failed', failure: failureOf(thrown) });
      return;
    }
    await refresh();
    await test(name);
  }

  async function remove(name: string): Promise<void> {
    try {
      await engine().sources.remove({ name });
      notices.addInfo(say(uiWords.accounts.removed, { name }));
      chosen.value = null;
    } catch (thrown) {
      notices.addFailure(failureOf(thrown), uiWords.accounts.remove);
    }
    await refresh();
  }

  async function refresh(): Promise<void> {
    try {
      await cases.refresh();
    } catch (thrown) {
      notices.addFailure(failureOf(thrown));
    }
  }

  function setResult(name: string, result: TestResult): void {
    results.value = new Map(results.value).set(name, result);
  }

  function resultOf(name: string): TestResult | undefined {
    return results.value.get(name);
  }

  return { chosen, isAdding, isBusy, failure, selected, signingIn, add, signIn, cancelSignIn, test, cancelTest, cancelTests, givePassword, remove, resultOf };
});

/** One source is one protocol: where an account is read by both, its calendars are a source of their own. */
function namesOf({ name, kinds }: NewAccount): { name: string; kind: Kind }[] {
  return kinds.map((kind) => ({ name: kinds.length > 1 && kind === 'caldav' ? `${name}-calendar` : name, kind }));
}
