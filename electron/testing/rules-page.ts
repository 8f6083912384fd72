import { RULES } from '../analysis/attribution/rules/index.ts';
import { FACTORS } from '../analysis/attribution/factors.ts';
import { FITTED_MODEL } from '../analysis/attribution/fitted-model.ts';
import { valueOf } from '../analysis/attribution/weigh-suspects.ts';
import { factorBounds, PROOF, PROVED_FROM, TRACE_WEIGHTS, WEIGHTS } from '../analysis/attribution/weights.ts';
import { DETECTORS } from '../analysis/findings/detectors/index.ts';
import { KNOWLEDGE } from '../analysis/knowledge/knowledge.ts';

/** docs/rules.md: every detector, every rule with its weights, and what is known of each app. */
export function rulesPage(): string {
  return [
    '# What findings are looked for, and what speaks for an app',
    '',
    'Written from the program by a test; `npx vitest run --project node electron/analysis/knowledge -u` writes it anew.',
    '',
    '## Detectors',
    '',
    ...table(['type', 'sees'], DETECTORS.map(({ type, sees }) => [`\`${type}\``, sees])),
    '',
    '## Rules of evidence',
    '',
    `Each says for or against an app how much more likely it is the origin, in log-odds. ${madeText()}`,
    '',
    ...table(['kind', 'sees'], RULES.map(({ kind, sees }) => [`\`${kind}\``, sees])),
    '',
    ...table(['weight of', 'log-odds'], [...Object.entries(WEIGHTS), ...Object.entries(TRACE_WEIGHTS).filter(([, weight]) => weight > 0).map(([place, weight]) => [`a trace: ${place}`, weight] as const)].map(([name, weight]) => [name, String(weight)])),
    '',
    'The fit multiplies each kind of evidence by a factor, within bounds that are set by hand:',
    '',
    ...table(['what', 'by hand', 'bounds', 'fitted'], FACTORS.filter((factor) => FITTED_MODEL.factors[factor] !== undefined).map((factor) => [factor, String(factorBounds(factor).byHand), `${factorBounds(factor).least} to ${factorBounds(factor).most}`, String(valueOf(factor))])),
    '',
    `“Proved” is said only where the app comes first at ${PROVED_FROM} or more, an audit row or a trace of it alone is on most of the records, the deed is one it is known for (a habit of ${PROOF.knownFor} or more) and not one that people do by hand, and nothing speaks against it or, by ${PROOF.otherByTrace} or more with a log, a trace or the order of changes, or by ${PROOF.otherByAnything} with anything, for another. It is a word for that kind of evidence, not a measured certainty.`,
    '',
    '## What is known of apps',
    '',
    ...KNOWLEDGE.apps.flatMap(appSection),
    '',
  ].join('\n');
}

function madeText(): string {
  const { made } = FITTED_MODEL;
  if (made === null) return 'The weights are set by hand and not yet calibrated on labelled cases.';
  return `The weights are set by hand and fitted by \`npm run fit\` on ${made.training}; probabilities are set right on ${made.calibration}. What that is worth is measured on others and stands in [trust.md](trust.md).`;
}

function appSection({ id, name, stores, directions }: (typeof KNOWLEDGE.apps)[number]): readonly string[] {
  const { clientMarks, recordMarks, habits, cadences, limits, remedies } = KNOWLEDGE;
  const rows = [
    ...[...recordMarks, ...clientMarks].filter(({ app }) => app === id).map((mark) => ['mark', mark.id, `${mark.on}: \`${mark.pattern ?? mark.part ?? mark.value ?? ''}\`${mark.also.length === 0 ? '' : ` (also ${mark.also.join(', ')})`}${mark.always === true ? ' on all it writes' : ''}`, mark.source]),
    ...habits.filter(({ app }) => app === id).map((habit) => ['habit', habit.id, `${habit.type}${habit.store === undefined ? '' : ` in ${habit.store}`}: ${habit.text}`, habit.source]),
    ...cadences.filter(({ app }) => app === id).map((cadence) => ['rhythm', cadence.id, cadence.text, cadence.source]),
    ...limits.filter(({ app }) => app === id).map((limit) => ['limit', limit.id, limit.text, limit.source]),
    ...remedies.filter(({ app }) => app === id).map((remedy) => ['remedy', remedy.id, remedy.text, remedy.source]),
  ];
  return [`### ${name} (\`${id}\`)`, '', `Writes to ${stores.join(', ')}; direction ${directions.join(', ')}.`, '', ...(rows.length === 0 ? [] : [...table(['what', 'id', 'fact', 'source'], rows), ''])];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
