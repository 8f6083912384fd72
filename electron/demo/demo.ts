import { runCardDavDemo } from './carddav-demo.ts';
import type { DemoOptions, DemoResult } from './demo-result.ts';
import { runExchangeDemo } from './exchange-demo.ts';

const DEMO_KINDS = ['carddav', 'graph', 'ews'] as const;
export type DemoKind = (typeof DEMO_KINDS)[number];

/** Whether there is a demo of that kind. */
export function isDemoKind(kind: string): kind is DemoKind {
  return (DEMO_KINDS as readonly string[]).includes(kind);
}

/** The whole job on a sample account of this kind, against an embedded server. */
export async function runDemo(kind: DemoKind, options: DemoOptions): Promise<DemoResult> {
  return kind === 'carddav' ? await runCardDavDemo(options) : await runExchangeDemo(kind, options);
}
