import type { SourceDocument } from '../../../shared/contract/sources.ts';
import { notCapturedWords } from '../../../shared/messages/not-captured.ts';
import type { Secret } from '../../core/ports.ts';
import type { SourceRow } from '../../store/types.ts';
import { askToSignIn } from '../account-secret.ts';
import { addAccount } from '../add-account.ts';
import { type CaseContext, CLIENT_ID_SETTING, signInApp, TENANT_SETTING } from '../case-context.ts';
import { PRACTICE_SECRET } from '../engine.ts';
import type { EngineServices, NewAccountInput } from '../engine-services.ts';
import { asToken, sessionReference, signInReference, signsIn, takesToken } from '../secrets.ts';
import { findSource, type NewSource, removeSource, testSource } from '../sources.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Accounts as the window adds, tests and forgets them; passwords go to the vault and never come back out. */
export function createWindowSources(holder: OpenCaseHolder): EngineServices['sources'] {
  return {
    async list() {
      const context = holder.context();
      return await Promise.all(context.store.sources().map((row) => sourceDocument(context, row)));
    },
    add: (input, { signal }) =>
      holder.run(async (context) => {
        keepApp(context, input);
        const source = newSource(context, input);
        const { password, allowHosts = [] } = input;
        const secret: () => Promise<Secret> = async () => (input.bearer === true ? { type: 'bearer', token: password ?? '' } : { type: 'password', password: password ?? '' });
        const row = await addAccount(context, source, { ask: async (host) => allowHosts.includes(host), secret }, signal);
        if (password !== undefined && source.secretRef !== undefined) await context.ports.vault.set(source.secretRef, { type: 'password', password });
        return await sourceDocument(context, row);
      }),
    giveSecret: ({ name, password }) =>
      holder.run(async (context) => {
        const row = findSource(context, name);
        // What another program keeps (a variable) or nobody can type (a sign-in) is given for this session alone.
        const isKept = row.secretRef !== undefined && !/^(?:token-)?env:/.test(row.secretRef) && !signsIn(row);
        await context.ports.vault.set(isKept && row.secretRef !== undefined ? row.secretRef : sessionReference(name), { type: 'password', password });
        return await sourceDocument(context, row);
      }),
    signIn: ({ name, access, how }, tell, signal) =>
      holder.run(async (context) => {
        const row = findSource(context, name);
        const face = { how, openBrowser: (address: string) => tell({ how: 'browser', address }), showCode: (shown: { code: string; address: string }) => tell({ how: 'device-code', ...shown }) };
        await askToSignIn(context.ports, row, signInApp(context.store), access, face, signal);
        return await sourceDocument(context, row);
      }),
    test: ({ name }, { signal }) =>
      holder.run(async (context) => {
        const { capabilities, collections } = await testSource(context, name, signal);
        const { canWrite, incremental, scheduling, product, notCaptured } = capabilities;
        return {
          ok: true,
          capabilities: {
            canWrite,
            incremental,
            scheduling,
            product,
            notCaptured: notCaptured.map(notCapturedWords),
            collections: collections.map((collection) => ({ id: collection.id, name: collection.name, kinds: [...collection.kinds] })),
          },
        };
      }),
    remove: ({ name }) =>
      holder.run(async (context) => {
        await removeSource(context, name);
        return { ok: true };
      }),
  };
}

/** The app registration is the case's: every account of it signs in with the same one. */
function keepApp(context: CaseContext, { clientId = '', tenant = '' }: NewAccountInput): void {
  if (clientId.trim() !== '') context.store.setSetting(CLIENT_ID_SETTING, clientId.trim());
  if (tenant.trim() !== '') context.store.setSetting(TENANT_SETTING, tenant.trim());
}

function newSource(context: CaseContext, input: NewAccountInput): NewSource {
  const { name, kind, user, url, mailbox = '', ca = '' } = input;
  return {
    name,
    kind,
    user,
    secretRef: secretReference(context, input),
    ...(url === '' ? {} : { url }),
    ...(mailbox === '' ? {} : { mailbox }),
    ...(ca === '' ? {} : { ca }),
  };
}

/** Unique to this case, so that two cases may name a source alike in one key store. */
function secretReference(context: CaseContext, { name, password, bearer }: NewAccountInput): string {
  const { createdAt } = context.store.info();
  if (password === undefined) return signInReference(createdAt, name);
  const reference = `keychain:${createdAt}:${name}`;
  return bearer === true ? asToken(reference) : reference;
}

async function sourceDocument(context: CaseContext, row: SourceRow): Promise<SourceDocument> {
  const { vault } = context.ports;
  const hasSecret =
    row.kind === 'file' ||
    row.secretRef === PRACTICE_SECRET ||
    (await vault.get(sessionReference(row.name))) !== null ||
    (row.secretRef !== undefined && (await vault.get(row.secretRef)) !== null);
  return { id: row.id, name: row.name, kind: row.kind, ...(row.url === undefined ? {} : { url: row.url }), ...(row.user === undefined ? {} : { user: row.user }), hasSecret, signsIn: signsIn(row), takesToken: takesToken(row) };
}
