import type { SourceDocument } from '../../../shared/contract/sources.ts';
import { notCapturedWords } from '../../../shared/messages/not-captured.ts';
import type { SourceRow } from '../../store/types.ts';
import type { CaseContext } from '../case-context.ts';
import { PRACTICE_SECRET } from '../engine.ts';
import type { EngineServices } from '../engine-services.ts';
import { sessionReference } from '../secrets.ts';
import { addSource, findSource, removeSource, testSource } from '../sources.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Accounts as the window adds, tests and forgets them; passwords go to the vault and never come back out. */
export function createWindowSources(holder: OpenCaseHolder): EngineServices['sources'] {
  return {
    async list() {
      const context = holder.context();
      return await Promise.all(context.store.sources().map((row) => sourceDocument(context, row)));
    },
    add: ({ name, kind, url, user, password, ca }) =>
      holder.run(async (context) => {
        const secretRef = vaultReference(context, name);
        const row = addSource(context, { name, kind, url, user, secretRef, ...(ca === undefined || ca === '' ? {} : { ca }) });
        await context.ports.vault.set(secretRef, { type: 'password', password });
        return await sourceDocument(context, row);
      }),
    giveSecret: ({ name, password }) =>
      holder.run(async (context) => {
        const row = findSource(context, name);
        await context.ports.vault.set(sessionReference(name), { type: 'password', password });
        if (row.secretRef !== undefined && !row.secretRef.startsWith('env:')) await context.ports.vault.set(row.secretRef, { type: 'password', password });
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

/** Unique to this case, so that two cases may name a source alike in one key store. */
function vaultReference(context: CaseContext, name: string): string {
  return `keychain:${context.store.info().createdAt}:${name}`;
}

async function sourceDocument(context: CaseContext, row: SourceRow): Promise<SourceDocument> {
  const { vault } = context.ports;
  const hasSecret =
    row.kind === 'file' ||
    row.secretRef === PRACTICE_SECRET ||
    (await vault.get(sessionReference(row.name))) !== null ||
    (row.secretRef !== undefined && (await vault.get(row.secretRef)) !== null);
  return { id: row.id, name: row.name, kind: row.kind, ...(row.url === undefined ? {} : { url: row.url }), ...(row.user === undefined ? {} : { user: row.user }), hasSecret };
}
