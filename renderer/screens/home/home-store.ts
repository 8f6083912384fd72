import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { useRouter } from 'vue-router';
import type { CaseDocument, RecentCase } from '../../../shared/contract/cases.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import type { PracticeId } from '../../../shared/practice-ids.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, wireErrorOf, type Failure } from '../../api/failure.ts';
import { shell } from '../../api/shell-client.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { useTasks } from '../../state/task-store.ts';
import { useAccounts } from '../accounts/accounts-store.ts';
import { useImport } from './import-store.ts';

export type CaseQuestion = 'new' | 'existing' | 'unlock';
/** How long a cancelled task may take to end. */
const SETTLE_MS = 700;
type VerifyReport = { readonly ok: boolean; readonly problems: readonly { readonly code: string; readonly key?: string | undefined; readonly message: string }[] };

/** Opening, creating, verifying and closing cases; the questions that belong to it are asked on Home. */
export const useHome = defineStore('home', () => {
  const router = useRouter();
  const cases = useCase();
  const notices = useNotices();
  const tasks = useTasks();
  const imports = useImport();
  const accounts = useAccounts();
  const recent = shallowRef<readonly RecentCase[]>([]);
  const question = ref<CaseQuestion | null>(null);
  const questionPath = ref('');
  const failure = shallowRef<Failure | null>(null);
  const isBusy = ref(false);
  const verified = shallowRef<VerifyReport | null>(null);

  async function loadRecent(): Promise<void> {
    await guard(async () => {
      recent.value = await engine().cases.recent();
    });
  }

  async function ask(next: CaseQuestion, path = ''): Promise<void> {
    failure.value = null;
    questionPath.value = path;
    question.value = next;
    await router.push('/home');
  }

  function askForNew(): Promise<void> {
    return ask('new');
  }

  /** By the system's dialog where there is a shell, else by path. */
  async function askForExisting(): Promise<void> {
    const dialog = shell();
    if (dialog === undefined) return ask('existing');
    const path = await dialog.chooseCase();
    if (path !== null) await open(path);
  }

  async function open(path: string, passphrase?: string): Promise<void> {
    await opening(() => engine().cases.open({ path, ...(passphrase === undefined ? {} : { passphrase }) }), path);
  }

  /** Where one is chosen by its name, its ticket is to be read first. */
  async function openPractice(id?: PracticeId): Promise<void> {
    await opening(() => engine().cases.openPractice(id === undefined ? undefined : { id }), '', id === undefined ? undefined : '/home');
  }

  async function create(title: string, passphrase: string): Promise<void> {
    const place = await shell()?.choosePlace(title);
    if (place === null) return;
    await opening(() => engine().cases.create({ title, ...(place === undefined ? {} : { path: place }), ...(passphrase === '' ? {} : { passphrase }) }), '', imports.files.length > 0 ? '/home' : '/accounts');
  }

  async function opening(call: () => Promise<CaseDocument>, path: string, next?: string): Promise<void> {
    isBusy.value = true;
    failure.value = null;
    try {
      await cases.take(await onceIdle(call));
      question.value = null;
      verified.value = null;
      await router.push(next ?? (cases.comparable ? '/compare' : cases.snapshots.length > 0 ? '/capture' : '/home'));
    } catch (thrown) {
      const found = failureOf(thrown);
      const isFirstTry = question.value !== 'unlock';
      if (found.code === 'case-locked' && path !== '' && isFirstTry) await ask('unlock', path);
      else if (question.value !== null) failure.value = found;
      else notices.addFailure(found);
    } finally {
      isBusy.value = false;
    }
    await loadRecent();
  }

  /** What was cancelled just now may take a moment to end, and a case is not opened over a running task. */
  async function onceIdle(call: () => Promise<CaseDocument>): Promise<CaseDocument> {
    accounts.cancelTests();
    try {
      return await call();
    } catch (thrown) {
      if (wireErrorOf(thrown).code !== 'case-busy' || tasks.tasks.length > 0) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      return call();
    }
  }

  async function forget(path: string): Promise<void> {
    await guard(async () => {
      await engine().cases.forget({ path });
    });
    await loadRecent();
  }

  async function close(): Promise<void> {
    if (!cases.isOpen) return;
    await guard(async () => {
      await engine().cases.close();
      await cases.take(null);
      await router.push('/home');
    });
    await loadRecent();
  }

  async function verify(): Promise<void> {
    if (!cases.isOpen) return;
    verified.value = null;
    await router.push('/home');
    const ended = await tasks.run(uiWords.home.verifying, (signal) => engine().cases.verify(undefined, { signal }));
    if (ended.how === 'succeeded') verified.value = ended.result;
    if (ended.how === 'failed') notices.addFailure(ended.failure, uiWords.home.verifying);
  }

  async function guard(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (thrown) {
      notices.addFailure(failureOf(thrown));
    }
  }

  return { recent, question, questionPath, failure, isBusy, verified, loadRecent, askForNew, askForExisting, open, openPractice, create, forget, close, verify };
});
