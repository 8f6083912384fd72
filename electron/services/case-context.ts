import type { AuditQuery } from '../connectors/audit.ts';
import type { Connector } from '../connectors/connector.ts';
import type { Clock, Ids, Log, SecretVault } from '../core/ports.ts';
import type { ReadContext } from '../core/reading.ts';
import type { CaseStore, SourceRow } from '../store/types.ts';
import type { AuthoritySend } from './sign-in/authority-network.ts';
import type { Access } from './sign-in/scopes.ts';
import type { SignInFace } from './sign-in/sign-in.ts';

/** An open case alone: enough for what only reads and reckons. */
export interface OpenCase {
  readonly store: CaseStore;
}

/** What every use case gets: the open case, and the world through ports. */
export interface CaseContext extends OpenCase {
  readonly ports: EnginePorts;
}

export interface EnginePorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly vault: SecretVault;
  readonly reading: ReadContext;
  /** Carries a sign-in to Microsoft. Left out: nobody can sign in. */
  readonly authority?: AuthoritySend;
  /** Where a person can be asked to sign in, in the middle of a call. */
  readonly face?: SignInFace;
  /** A connector for an account of the case; throws `not-supported` for what has none (files are imported, not connected). */
  connect(source: SourceRow, casePath: string, needs: AccountNeeds): Promise<Connector>;
  /** Where the service of an account can be asked for its audit log. */
  audit?(source: SourceRow, needs: AccountNeeds): Promise<AuditQuery>;
}

/** What an account is opened for, and the app with which its user signs in, where one does. */
export interface AccountNeeds {
  readonly access: Access;
  readonly app: SignInApp;
  readonly signal: AbortSignal;
}

export interface SignInApp {
  readonly clientId: string | undefined;
  /** The organisation, or `organizations` for any. */
  readonly tenant: string;
}

/** RFC 3339 in UTC, to the millisecond. */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** A connector for an account of this case, opened for reading alone unless more is asked for; the caller closes it. */
export async function connectTo(context: CaseContext, source: SourceRow, signal: AbortSignal, access: Access = 'read'): Promise<Connector> {
  return await context.ports.connect(source, context.store.info().path, { access, app: signInApp(context.store), signal });
}

/** The app registration of a case, else the one of the environment. */
export function signInApp(store: CaseStore): SignInApp {
  return {
    clientId: given(store.setting(CLIENT_ID_SETTING)) ?? given(process.env['SYNCTRACE_CLIENT_ID']),
    tenant: given(store.setting(TENANT_SETTING)) ?? given(process.env['SYNCTRACE_TENANT']) ?? 'organizations',
  };
}

export const CLIENT_ID_SETTING = 'sign-in-client-id';
export const TENANT_SETTING = 'sign-in-tenant';

function given(value: string | null | undefined): string | undefined {
  return value === null || value === undefined || value.trim() === '' ? undefined : value.trim();
}
