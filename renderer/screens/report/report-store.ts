import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { REPORT_TEXTS, ReportOptions, ReportPage } from '../../../shared/contract/report.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { useSteps } from '../../state/steps-store.ts';
import { say } from '../../words/say.ts';

export type ReportFormat = (typeof REPORT_TEXTS)[number];

interface Preview {
  readonly page: ReportPage | null;
  readonly secrets: readonly { readonly kind: string; readonly place: string }[];
}

/** The report: for whom, redacted or not, as it would be read now. */
export const useReport = defineStore('report', () => {
  const cases = useCase();
  const notices = useNotices();
  const steps = useSteps();
  const audience = ref<ReportOptions['audience']>('colleague');
  const redact = ref(false);
  const preview = shallowRef<Preview | null>(null);
  const failure = shallowRef<Failure | null>(null);
  /** Rises where what was read is no longer so. */
  const outdated = ref(0);
  const options = computed<ReportOptions>(() => ({ audience: audience.value, redact: redact.value, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }));
  let reads = 0;

  watch([() => cases.opened, () => cases.evidence, () => cases.snapshots.length, () => cases.restores.length, options], () => {
    // What is being read is of other options, or of another case.
    reads += 1;
    preview.value = null;
    failure.value = null;
    outdated.value += 1;
  });

  async function read(): Promise<void> {
    if (!cases.isOpen || cases.snapshots.length === 0) return;
    reads += 1;
    const own = reads;
    failure.value = null;
    try {
      const answer = await engine().report.preview(options.value);
      if (own === reads) preview.value = answer;
    } catch (thrown) {
      if (own === reads) failure.value = failureOf(thrown);
    }
  }

  /** Gives the report to the downloads as a file. */
  async function save(format: ReportFormat): Promise<void> {
    try {
      const { name, mediaType, text } = await engine().report.make({ ...options.value, format });
      download(name, new Blob([text], { type: mediaType }));
      void steps.mark('report', true);
      notices.addInfo(say(uiWords.report.saved, { name }));
    } catch (thrown) {
      notices.addFailure(failureOf(thrown), uiWords.report.task);
    }
  }

  return { audience, redact, preview, failure, outdated, read, save };
});

function download(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has taken the bytes by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
