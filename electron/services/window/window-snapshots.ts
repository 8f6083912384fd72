import { problemDocument, snapshotDocument } from '../documents.ts';
import type { EngineServices } from '../engine-services.ts';
import { importFiles, recogniseFiles } from '../import-files.ts';
import { readRecords } from '../read-records.ts';
import { takeSnapshots } from '../take-snapshot.ts';
import type { EnginePorts } from '../case-context.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Snapshots as the window takes, imports and lists them. */
export function createWindowSnapshots(holder: OpenCaseHolder, ports: EnginePorts): EngineServices['snapshots'] {
  return {
    list: async ({ source }) => holder.context().store.snapshots(source).map(snapshotDocument),
    take: ({ sources, label, full }, { signal, report }) =>
      holder.run(async (context) => {
        const input = { sources, ...(label === undefined || label === '' ? {} : { label }), ...(full === undefined ? {} : { full }) };
        const rows = await takeSnapshots(context, input, signal, report);
        return { snapshots: rows.map(snapshotDocument) };
      }),
    async problems({ snapshot }) {
      const { store } = holder.context();
      return store.problems(store.resolveSnapshot(snapshot).id).map(problemDocument);
    },
    recognise: ({ files }) => recogniseFiles(ports, files),
    importFiles: ({ files, source, at, label }, { signal, report }) =>
      holder.run(async (context) => {
        const input = { given: files, source, ...(at === undefined ? {} : { at }), ...(label === undefined || label === '' ? {} : { label }) };
        const { snapshot, problems } = await importFiles(context, input, signal, report);
        return { snapshots: [snapshotDocument(snapshot)], problems: problems.map(problemDocument) };
      }),
    async records({ snapshot, kind, afterKey, limit }) {
      const context = holder.context();
      const row = context.store.resolveSnapshot(snapshot);
      const query = { snapshot, limit, ...(kind === undefined ? {} : { kind }), ...(afterKey === undefined ? {} : { afterKey }) };
      return { records: [...readRecords(context, query)], total: context.store.countVersions(row.id, kind === undefined ? {} : { kind }) };
    },
  };
}
