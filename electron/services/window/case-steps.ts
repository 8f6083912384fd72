import { userInfo } from 'node:os';
import { CASE_STEPS, type CaseStep } from '../../../shared/case-steps.ts';
import type { StepDocument } from '../../../shared/contract/cases.ts';
import { type CaseContext, timeText } from '../case-context.ts';
import { listRestores } from '../restore-records.ts';

type Marks = Partial<Record<CaseStep, { readonly at: string; readonly by: string }>>;

const SETTING = 'steps';

/** Where a case stands: what the case itself shows to be done is done, the rest is what people marked. */
export function listSteps(context: CaseContext): StepDocument[] {
  const marks = loadMarks(context);
  const shown = shownByCase(context);
  return CASE_STEPS.map((step) => {
    const at = shown[step];
    return at === undefined ? { step, ...marks[step] } : { step, at };
  });
}

/** Marks a step as done now by whoever is signed in to this machine, or takes the mark away; marked twice, the first time stays. */
export function markStep(context: CaseContext, step: CaseStep, isDone: boolean): StepDocument[] {
  const { [step]: held, ...others } = loadMarks(context);
  const marks: Marks = isDone ? { ...others, [step]: held ?? { at: timeText(context.ports.clock.nowMs()), by: userName() } } : others;
  context.store.setSetting(SETTING, JSON.stringify(marks));
  return listSteps(context);
}

function loadMarks({ store }: CaseContext): Marks {
  const text = store.setting(SETTING);
  return text === null ? {} : (JSON.parse(text) as Marks);
}

/** When each step that leaves something in the case was done first. */
function shownByCase(context: CaseContext): Partial<Record<CaseStep, string>> {
  const { createdAt } = context.store.info();
  const first = context.store.snapshots().filter(({ complete }) => complete)[0]?.takenAt;
  const done = listRestores(context).filter(({ undoOf, undoneBy, finishedAt }) => undoOf === undefined && undoneBy === undefined && finishedAt !== undefined);
  const written = done.find(({ applied }) => applied > 0)?.finishedAt;
  const verified = done.find(({ applied, verified: isVerified }) => applied > 0 && isVerified)?.finishedAt;
  return { intake: createdAt, ...given({ evidence: first, restore: written, verify: verified }) };
}

function given(times: Readonly<Partial<Record<CaseStep, string | undefined>>>): Partial<Record<CaseStep, string>> {
  return Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined));
}

/** Some machines have no name for who runs this. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
