import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DavHandler, DavReply } from '../../electron/demo/dav-server/messages.ts';
import type { DavServer } from '../../electron/demo/dav-server/start-dav-server.ts';
import { startAccount } from './account.ts';
import { Cut, asDoomedProcess, watchStoreWrites } from './store-writes.ts';
import { type World, reopen } from './worlds.ts';

/**
 * Where a deed is cut: at a request before the server does it (`request`) or after (`answer`), or at a statement that SQLite is about to
 * run. `death`: the process does nothing from then on, and the case is what it left on disk. `outage`: the process lives on, and the server
 * answers nothing more. `blip`: one connection breaks, and all goes on.
 */
export interface CutPoint {
  readonly world: World;
  readonly at: 'request' | 'answer' | 'statement';
  readonly number: number;
  readonly way: 'death' | 'outage' | 'blip';
}

/** What is there after a cut: a case file and a server that answers again. */
export interface Aftermath {
  readonly path: string;
  readonly server: DavServer;
  readonly wasCut: boolean;
}

/** How many points there are at which a deed can be cut. */
export async function countPoints(world: World): Promise<{ readonly requests: number; readonly statements: number }> {
  const counts = { requests: 0, statements: 0 };
  await withCopy(world, async (path) => {
    const server = await startAccount(world.dump, (next) => (request) => {
      counts.requests += 1;
      return next(request);
    });
    try {
      await watchStoreWrites(() => (counts.statements += 1), () => doDeed(world, path, server, false));
    } finally {
      await server.close();
    }
  });
  return counts;
}

/** Does the deed of a world, cut at a point, and hands over what is left. */
export async function withCut(point: CutPoint, look: (aftermath: Aftermath) => Promise<void>): Promise<void> {
  await withCopy(point.world, async (path) => {
    const life = { isOver: false, wasCut: false, requests: 0, statements: 0 };
    const left = `${path}.left`;
    const end = (): void => {
      life.wasCut = true;
      life.isOver = point.way !== 'blip';
      // What the operating system holds of the files at this moment is what a killed process leaves.
      if (point.way === 'death') for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, left + suffix);
    };
    const server = await startAccount(point.world.dump, (next) => (request) => cutRequest(next, request));
    async function cutRequest(next: DavHandler, request: Parameters<DavHandler>[0]): Promise<DavReply> {
      if (life.isOver) return broken();
      const number = (life.requests += 1) - 1;
      const isHit = number === point.number && !life.wasCut;
      if (isHit && point.at === 'request') {
        end();
        return broken();
      }
      const reply = await next(request);
      const isLost = isHit && point.at === 'answer';
      if (isLost) end();
      return life.isOver || isLost ? broken() : reply;
    }
    function beforeStatement(): void {
      const isDead = life.isOver && point.way === 'death';
      const isHit = point.at === 'statement' && (life.statements += 1) - 1 === point.number && !life.wasCut;
      if (isHit) end();
      if (isDead || isHit) throw new Cut('cut off');
    }
    try {
      try {
        await watchStoreWrites(beforeStatement, () => doDeed(point.world, path, server, point.way === 'death'));
      } catch (error) {
        if (!life.wasCut) throw error;
      }
      life.isOver = false;
      await look({ path: life.wasCut && point.way === 'death' ? left : path, server, wasCut: life.wasCut });
    } finally {
      await server.close();
    }
  });
}

async function doDeed(world: World, path: string, server: DavServer, isDoomed: boolean): Promise<void> {
  const context = isDoomed ? asDoomedProcess(() => reopen(path, server)) : reopen(path, server);
  try {
    await world.deed(context, world.id);
  } finally {
    context.store.close();
  }
}

async function withCopy(world: World, work: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-cut-'));
  try {
    const path = join(folder, 'cut.synctrace');
    copyFileSync(world.casePath, path);
    await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function broken(): DavReply {
  return { status: 0, takeOver: (response) => response.socket?.resetAndDestroy() };
}
