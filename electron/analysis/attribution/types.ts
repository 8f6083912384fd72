import type { LogFacts } from '../../core/audit/log-facts.ts';
import type { EvidenceKind, Role } from '../../../shared/contract/findings.ts';
import type { CaseHistory, CaseSource, Happening, Incident } from '../findings/types.ts';
import type { Knowledge } from '../knowledge/types.ts';

/** An app that the user has, as a person said. */
export interface DeclaredApp {
  readonly app: string;
  readonly since?: string | undefined;
  readonly device?: string | undefined;
  readonly direction?: string | undefined;
}

/** What a person knows happened. */
export interface DeclaredEvent {
  readonly at: string;
  readonly type: string;
  readonly app?: string | undefined;
}

/** A row of an audit log. */
export interface AuditFact {
  readonly id: string;
  readonly at: string;
  readonly operation: string;
  readonly client?: string;
  readonly item?: string;
  readonly subject?: string;
  readonly folder?: string;
  /** Whose mailbox it is about, as the log names its owner. */
  readonly mailbox?: string;
  /** Name of the source whose mailbox it is about, where that is known. */
  readonly source?: string;
  /** With an administrator's rights; left out where the row does not say. */
  readonly isByAdministrator?: boolean;
  /** Application ids that the row names. */
  readonly appIds: readonly string[];
}

/** What a log covers, so that what it does not say is known as well. */
export interface LogCoverage extends LogFacts {
  /** Name of the source that all of it is about, where somebody said so. */
  readonly source?: string;
}

/** All that a verdict rests on. */
export interface World {
  readonly history: CaseHistory;
  readonly happenings: readonly Happening[];
  readonly incidents: readonly Incident[];
  readonly knowledge: Knowledge;
  readonly inventory: readonly DeclaredApp[];
  readonly events: readonly DeclaredEvent[];
  /** In the order of time. */
  readonly audit: readonly AuditFact[];
  /** The logs that rows came in; left out: nobody knows what they cover. */
  readonly logs?: readonly LogCoverage[];
  readonly sources: readonly CaseSource[];
}

/** What one rule says for or against one app. */
export interface Evidence {
  readonly app: string;
  readonly kind: EvidenceKind;
  readonly text: string;
  /** Log-odds. */
  readonly weight: number;
  readonly refs: readonly string[];
  /** It cannot have been this app. */
  readonly clears?: true;
  /** Strong enough to prove: an audit row or a trace of this app alone, on most of the records. */
  readonly proves?: true;
  readonly role?: Role;
  /** It began in another store, where this app comes first. */
  readonly isUpstream?: true;
}

/** One kind of evidence. */
export interface Rule {
  readonly kind: EvidenceKind;
  /** One sentence: what it looks at. */
  readonly sees: string;
  weigh(incident: Incident, world: World): readonly Evidence[];
}
