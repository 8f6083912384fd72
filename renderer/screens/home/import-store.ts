import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { useRouter } from 'vue-router';
import type { ImportedLogs } from '../../../shared/contract/logs.ts';
import type { Problem } from '../../../shared/contract/records.ts';
import type { SnapshotDocument } from '../../../shared/contract/snapshots.ts';
import { isErrorCode } from '../../../shared/errors.ts';
import { uiWords, windowHints } from '../../../shared/messages/ui-en.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { useTasks } from '../../state/task-store.ts';
import { say } from '../../words/say.ts';
import { newestOf, type DroppedFile } from './dropped-files.ts';

interface Imported {
  readonly snapshots: readonly SnapshotDocument[];
  readonly problems: readonly Problem[];
}

export interface RecognisedFile {
  readonly name: string;
  readonly kind: string;
  readonly records: number;
  readonly problems: number;
}

/** Files that were given to the window: what they are, and reading them into the case as a snapshot. */
export const useImport = defineStore('import', () => {
  const router = useRouter();
  const cases = useCase();
  const notices = useNotices();
  const tasks = useTasks();
  const files = shallowRef<readonly DroppedFile[]>([]);
  const recognised = shallowRef<readonly RecognisedFile[]>([]);
  const failure = shallowRef<Failure | null>(null);
  const isRecognising = ref(false);
  const source = ref('');
  const at = ref('');
  const label = ref('');
  const records = computed(() => recognised.value.reduce((sum, file) => sum + file.records, 0));

  /** Shows what the files are; nothing is read into the case yet. */
  async function take(given: readonly DroppedFile[]): Promise<void> {
    if (given.length === 0) return;
    files.value = given;
    recognised.value = [];
    failure.value = null;
    isRecognising.value = true;
    source.value = cases.sources.find((other) => other.kind === 'file')?.name ?? nameFor(given);
    at.value = localSecond(newestOf(given));
    await router.push('/home');
    try {
      recognised.value = await engine().snapshots.recognise({ files: handedOver(given) });
    } catch (thrown) {
      failure.value = failureOf(thrown);
    }
    isRecognising.value = false;
  }

  /** Logs are read into the case as rows, everything else as a snapshot. */
  async function read(): Promise<void> {
    failure.value = null;
    const logs = new Set(recognised.value.filter(({ kind }) => kind === 'log').map(({ name }) => name));
    const [asRows, asSnapshot] = [files.value.filter(({ name }) => logs.has(name)), files.value.filter(({ name }) => !logs.has(name))];
    const wasRead = (asRows.length === 0 || (await readLogs(asRows))) && (asSnapshot.length === 0 || (await readSnapshot(asSnapshot)));
    if (!wasRead) return;
    clear();
    await cases.refresh();
    await router.push(asSnapshot.length === 0 ? '/suspects' : '/capture');
  }

  async function readSnapshot(given: readonly DroppedFile[]): Promise<boolean> {
    const input = { files: handedOver(given), source: source.value, ...(at.value === '' ? {} : { at: new Date(at.value).toISOString() }), ...(label.value === '' ? {} : { label: label.value }) };
    const ended = await tasks.run<Imported>(uiWords.home.importing, (signal) => engine().snapshots.importFiles(input, { signal }));
    if (ended.how === 'failed') failure.value = ended.failure;
    if (ended.how !== 'succeeded') return false;
    const { snapshots, problems } = ended.result;
    const count = snapshots.reduce((sum, { counts: { contact, event, task } }) => sum + contact + event + task, 0);
    const said = say(uiWords.home.imported, { count });
    notices.addInfo(problems.length === 0 ? said : `${said} ${say(uiWords.home.importProblems, { count: problems.length })}.`);
    return true;
  }

  async function readLogs(given: readonly DroppedFile[]): Promise<boolean> {
    const ended = await tasks.run<ImportedLogs>(uiWords.home.importingLogs, (signal) => engine().logs.importFiles({ files: handedOver(given) }, { signal }));
    if (ended.how === 'failed') failure.value = ended.failure;
    if (ended.how !== 'succeeded') return false;
    const { events, matched, skippedCount, warnings } = ended.result;
    const said = say(uiWords.home.logsImported, { count: events, matched });
    notices.addInfo(skippedCount === 0 ? said : `${said} ${say(uiWords.home.logsSkipped, { count: skippedCount })}`);
    for (const { code, message, hint } of warnings) notices.add({ level: 'warning', message, hint: isErrorCode(code) ? (windowHints[code] ?? hint) : hint });
    cases.noteEvidence();
    return true;
  }

  function clear(): void {
    files.value = [];
    recognised.value = [];
    failure.value = null;
  }

  return { files, recognised, failure, isRecognising, source, at, label, records, take, read, clear };
});

function handedOver(given: readonly DroppedFile[]): { name: string; bytes: DroppedFile['bytes'] }[] {
  return given.map(({ name, bytes }) => ({ name, bytes }));
}

function nameFor(files: readonly DroppedFile[]): string {
  const first = files[0]?.name ?? '';
  const folder = first.includes('/') ? first.slice(0, first.indexOf('/')) : first.replace(/\.\w+$/, '');
  return folder === '' ? 'files' : folder;
}

/** A time as `<input type="datetime-local">` writes it. */
function localSecond(milliseconds: number | undefined): string {
  if (milliseconds === undefined || milliseconds <= 0) return '';
  const time = new Date(milliseconds);
  return new Date(milliseconds - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
