import { createConnectorPorts } from './fixed-ports.ts';
import { openCase } from '../store/open-case.ts';
import { RECORDS_A_ROUND, aRecordOfRound } from './rounds.ts';

/**
 * A process that takes snapshots of `work` without end, telling each that was committed on stdout, until it is killed. Every round replaces
 * a third of the records, so that a half snapshot could not pass for a whole one.
 */
const [path = '', first = '0'] = process.argv.slice(2);
const { clock, log } = createConnectorPorts();
let count = 0;
const ids = { next: () => `child${process.pid}-${(count += 1)}` };
const store = openCase(path, { mode: 'write', clock, log, ids });
const source = store.source('work');
if (source === null) throw new Error('no source');
for (let round = Number(first); ; round += 1) {
  const writer = store.beginSnapshot(source.id, { takenAt: new Date(Date.UTC(2026, 0, 1) + round * 1000).toISOString(), label: `${round}`, incremental: false });
  writer.beginCollection({ id: '/contacts/', name: 'Contacts' });
  for (let index = 0; index < RECORDS_A_ROUND; index += 1) writer.put('/contacts/', aRecordOfRound(index, round));
  writer.endCollection('/contacts/', { listing: 'full', complete: true, cursor: null });
  const stats = { requests: 0, bytesIn: 0, ms: 0, incremental: false };
  writer.commit({ complete: true, changes: { added: 0, removed: 0, modified: 0 }, continuations: [], notCaptured: [], stats });
  process.stdout.write(`${round}\n`);
}
