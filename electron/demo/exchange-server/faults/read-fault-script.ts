import { FAULT_KINDS, type FaultRule, type FaultScript } from './fault-rules.ts';

const NUMBERS = ['index', 'skip', 'times', 'status', 'backOffMs'] as const;

/** A script from JSON: `{"rules":[{"fault":"busy","operation":"FindItem","times":1}],"clockSkewMs":0}`; throws with what is wrong and where. */
export function readFaultScript(text: string): FaultScript {
  const script = JSON.parse(text) as Record<string, unknown>;
  const rules = script['rules'] ?? [];
  if (!Array.isArray(rules)) throw new Error('rules is no list');
  const skew = script['clockSkewMs'] ?? 0;
  if (typeof skew !== 'number') throw new Error('clockSkewMs is no number');
  return { rules: rules.map((rule: unknown, at) => readRule(rule, at)), clockSkewMs: skew };
}

function readRule(rule: unknown, at: number): FaultRule {
  if (typeof rule !== 'object' || rule === null) throw new Error(`rule ${at} is no object`);
  const { fault, operation, ...numbers } = rule as Record<string, unknown>;
  const kind = FAULT_KINDS.find((one) => one === fault);
  if (kind === undefined) throw new Error(`rule ${at} has no fault of ${FAULT_KINDS.join(', ')}`);
  if (operation !== undefined && typeof operation !== 'string') throw new Error(`rule ${at} has an operation that is no text`);
  for (const [name, value] of Object.entries(numbers)) {
    if (!NUMBERS.some((one) => one === name) || typeof value !== 'number') throw new Error(`rule ${at} has no use for ${name}`);
  }
  return { fault: kind, ...(operation !== undefined && { operation }), ...(numbers as Partial<Record<(typeof NUMBERS)[number], number>>) };
}
