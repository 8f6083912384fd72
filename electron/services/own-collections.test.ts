import { expect, it, onTestFinished } from 'vitest';
import { aCard } from '../testing/builders.ts';
import { casePath } from '../testing/build-case.ts';
import { sendRaw } from '../testing/dav-client.ts';
import { TEST_PASSWORD, TEST_USER, startLyingDav } from '../testing/lying-dav/start-lying-dav.ts';
import { compareSnapshots } from './compare-snapshots.ts';
import { createCaseContext, createPorts, createSessionVault } from './engine.ts';
import { envReference } from './secrets.ts';
import { addSource } from './sources.ts';
import { takeSnapshots } from './take-snapshot.ts';

it('reads no other collection once the one that was named is gone', async () => {
  const book = (path: string, count: number) => ({ path, name: path, kind: 'contacts' as const, items: Array.from({ length: count }, (_, index) => ({ name: `${index}.vcf`, text: aCard({ uid: `${path}-${index}` }) })) });
  const server = await startLyingDav({ books: [book('mine', 3), book('theirs', 5)] });
  const context = createCaseContext(casePath(), undefined, '', createPorts(createSessionVault({ PASSWORD: TEST_PASSWORD }), () => Promise.reject(new Error('no practice server'))));
  onTestFinished(async () => {
    context.store.close();
    await server.close();
  });
  addSource(context, { name: 'mail', kind: 'carddav', url: server.bookUrl('mine'), user: TEST_USER, secretRef: envReference('PASSWORD') });
  const snapshot = async (label: string) => (await takeSnapshots(context, { sources: ['mail'], label }, new AbortController().signal, () => {}))[0];

  expect((await snapshot('before'))?.counts.contact).toBe(3);
  expect((await sendRaw(server, { method: 'DELETE', url: server.bookUrl('mine') })).status).toBe(204);
  for (const label of ['after', 'later']) {
    expect(await snapshot(label)).toMatchObject({ complete: true, counts: { contact: 0 } });
    expect(compareSnapshots(context, { from: 'mail@before', to: `mail@${label}` }).summary).toMatchObject({ added: 0, removed: 3, unchanged: 0 });
  }
});
