import type { Finding } from '../../../shared/contract/findings.ts';
import { AppError } from '../../../shared/errors.ts';
import type { EngineServices } from '../engine-services.ts';
import { explainChanges } from '../explain-changes.ts';
import { stateOfCase } from './case-state.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;

/** Findings as the window lists them: worked out once for a state of the case, their records page by page. */
export function createWindowFindings(holder: OpenCaseHolder): EngineServices['findings'] {
  let kept: { readonly state: string; readonly findings: readonly Finding[] } | null = null;
  return {
    explain: () =>
      holder.run(async (context) => {
        const state = stateOfCase(context);
        if (kept?.state !== state) {
          const findings = await explainChanges(context, {});
          kept = { state, findings: findings.toSorted((left, right) => GRAVITY[left.severity] - GRAVITY[right.severity]) };
        }
        return { findings: kept.findings.map(({ records: _, ...listed }) => listed) };
      }),
    async records({ finding, offset, limit }) {
      const found = kept?.state === stateOfCase(holder.context()) ? kept.findings.find(({ id }) => id === finding) : undefined;
      if (found === undefined) throw new AppError('finding-unknown', { context: { finding } });
      return { records: found.records.slice(offset, offset + limit), total: found.records.length };
    },
  };
}
