import type { MessagePort } from 'node:worker_threads';
import type { VaultAnswer, VaultRequest } from '../../shared/engine-messages.ts';
import { AppError } from '../../shared/errors.ts';
import type { Secret, SecretVault } from '../core/ports.ts';

type RequestWithoutId = VaultRequest extends infer Each ? (Each extends VaultRequest ? Omit<Each, 'id'> : never) : never;

/** The system's key store, which only the shell can reach, behind a port. */
export function createPortVault(port: MessagePort): SecretVault {
  const waiting = new Map<number, PromiseWithResolvers<string | null>>();
  let ids = 0;
  port.on('message', ({ id, password, failed }: VaultAnswer) => {
    const answer = waiting.get(id);
    waiting.delete(id);
    if (failed) answer?.reject(new AppError('not-supported', { context: { what: 'the system’s key store did not answer' } }));
    else answer?.resolve(password);
  });
  // The port alone must not keep the worker alive.
  port.unref();
  const ask = (request: RequestWithoutId): Promise<string | null> => {
    ids += 1;
    const answer = Promise.withResolvers<string | null>();
    waiting.set(ids, answer);
    port.postMessage({ ...request, id: ids });
    return answer.promise;
  };
  return {
    async get(reference) {
      const password = await ask({ call: 'get', reference });
      return password === null ? null : { type: 'password', password };
    },
    async set(reference, secret: Secret) {
      if (secret.type !== 'password') throw new AppError('not-supported', { context: { what: 'keeping a token in the system’s key store' } });
      await ask({ call: 'set', reference, password: secret.password });
    },
    async remove(reference) {
      await ask({ call: 'remove', reference });
    },
  };
}
