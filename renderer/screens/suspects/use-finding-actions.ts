import { useRouter } from 'vue-router';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { failureOf } from '../../api/failure.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { pairAround } from '../../state/snapshot-pairs.ts';
import { useCompare } from '../compare/compare-store.ts';
import { useSuspects } from './suspects-store.ts';
import { verdictText } from './verdict-text.ts';

/** What can be done with the finding that is looked at, on whichever screen shows it. */
export function useFindingActions(): { showInCompare(): Promise<void>; copy(): Promise<void> } {
  const cases = useCase();
  const compare = useCompare();
  const notices = useNotices();
  const suspects = useSuspects();
  const router = useRouter();
  return {
    /** Shows the snapshots around it in Compare. */
    async showInCompare() {
      const { finding } = suspects;
      const pair = finding === undefined ? undefined : pairAround(cases.snapshots, finding.source, finding.window);
      if (pair === undefined) return;
      compare.choose(pair);
      await router.push('/compare');
    },
    /** Copies the verdict as text. */
    async copy() {
      if (suspects.finding === undefined) return;
      try {
        await navigator.clipboard.writeText(verdictText(suspects.finding));
        notices.addInfo(uiWords.suspects.copied);
      } catch (thrown) {
        notices.addFailure(failureOf(thrown));
      }
    },
  };
}
