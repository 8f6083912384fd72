import { GRAPH_URL } from '../../shared/clouds.ts';
import type { CaseDocument } from '../../shared/contract/cases.ts';
import { AppError } from '../../shared/errors.ts';
import { isPracticeId } from '../../shared/practice-ids.ts';
import { CONNECTORS, isConnectorKind, openGraphAudit } from '../connectors/registry.ts';
import type { SecretVault } from '../core/ports.ts';
import { createCase, openCase } from '../store/open-case.ts';
import type { CaseStore } from '../store/types.ts';
import { openSecret } from './account-secret.ts';
import type { CaseContext, EnginePorts } from './case-context.ts';
import { existsSync } from 'node:fs';
import { sendToAuthority } from './sign-in/send-to-authority.ts';
import type { SignInFace } from './sign-in/sign-in.ts';
import { sha256Hex, stderrLog, systemClock, systemIds } from './system-ports.ts';

export { createSessionVault } from './secrets.ts';

/** Answers where the practice server of a case listens, starting it where it does not run yet. */
export type PracticeServer = (casePath: string) => Promise<{ readonly url: string; readonly user: string; readonly password: string }>;

/** Marks an account whose server is the practice server that ships with SyncTrace. */
export const PRACTICE_SECRET = 'practice';

/** The engine's ports on this machine, with secrets from the given vault; a face is where a person can be asked to sign in. */
export function createPorts(vault: SecretVault, practiceServer: PracticeServer, face?: SignInFace): EnginePorts {
  const log = stderrLog(process.env['SYNCTRACE_LOG']);
  const signInPorts = { vault, clock: systemClock, authority: sendToAuthority(systemClock), ...(face === undefined ? {} : { face }) };
  return {
    ...signInPorts,
    ids: systemIds,
    log,
    reading: { digest: sha256Hex, ...regionOf(process.env['SYNCTRACE_REGION']) },
    async connect(source, casePath, needs) {
      if (source.url === undefined) throw new AppError('not-supported', { context: { what: 'this source is fed from files; use synctrace import' } });
      if (!isConnectorKind(source.kind)) throw new AppError('not-supported', { context: { what: `accounts of kind ${source.kind} are not read by this version` } });
      const connect = CONNECTORS[source.kind];
      const { ca, mailbox } = source;
      const account = { ...(ca === undefined ? {} : { ca }), ...(mailbox === undefined ? {} : { mailbox }) };
      if (source.secretRef !== PRACTICE_SECRET) {
        return await connect({ ...account, url: source.url, user: source.user ?? '', secret: await openSecret(signInPorts, source, needs) }, { clock: systemClock, log });
      }
      const { url, user, password } = await practiceServer(casePath);
      return await connect({ ...account, url, user, secret: async () => ({ type: 'password', password }) }, { clock: systemClock, log });
    },
    async audit(source, needs) {
      const ca = source.ca === undefined ? {} : { ca: source.ca };
      return await openGraphAudit({ ...ca, url: source.url ?? GRAPH_URL, user: source.user ?? '', secret: await openSecret(signInPorts, source, needs) }, { clock: systemClock, log });
    },
  };
}

/**
 * Opens a case: `read` for reading only, `update` for writing to one that is there, `write` making it where it is not. The caller closes
 * the store.
 */
export function openCaseContext(path: string, mode: 'read' | 'update' | 'write', passphrase: string | undefined, ports: EnginePorts): CaseContext {
  if (mode === 'write' && !existsSync(path)) return createCaseContext(path, passphrase, '', ports);
  const store = openCase(path, { mode: mode === 'read' ? 'read' : 'write', ...storePorts(ports), ...(passphrase === undefined ? {} : { key: passphrase }) });
  return { store, ports };
}

/** Makes an empty case at a place where there is none, encrypted where a passphrase is given. */
export function createCaseContext(path: string, passphrase: string | undefined, title: string, ports: EnginePorts): CaseContext {
  const store = createCase(path, { title, ...storePorts(ports), ...(passphrase === undefined ? {} : { key: passphrase }) });
  return { store, ports };
}

/** A case as its document; a practice case says so. */
export function caseDocument(store: CaseStore): CaseDocument {
  const { path, title, createdAt, encrypted, bytes, sources, snapshots, records, headHash } = store.info();
  const practiceId = store.setting(PRACTICE_ID_SETTING) ?? '';
  return { path, title, createdAt, encrypted, bytes, sources, snapshots, records, headHash, practice: store.setting(PRACTICE_SETTING) === 'yes', ...(isPracticeId(practiceId) ? { practiceId } : {}) };
}

/** Set in a case whose data is generated. */
export const PRACTICE_SETTING = 'practice';

/** Which practice case it is: its ticket and lesson are words by this name. */
export const PRACTICE_ID_SETTING = 'practice-id';

function storePorts(ports: EnginePorts): Pick<EnginePorts, 'clock' | 'ids' | 'log'> {
  return { clock: ports.clock, ids: ports.ids, log: ports.log };
}

/** Country of phone numbers written without a country code, where it is set. */
function regionOf(region: string | undefined): { defaultRegion?: string } {
  return region !== undefined && /^[A-Z]{2}$/.test(region) ? { defaultRegion: region } : {};
}
