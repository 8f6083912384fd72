import type { StagedRecord } from '../store/types.ts';

/** More than one batch of bodies. */
export const RECORDS_A_ROUND = 1100;

/** How a record stands after a round: in each round a third of them changes. */
export function aRecordOfRound(index: number, round: number): StagedRecord {
  const changedIn = round - ((round + index) % 3);
  const text = `Person ${index} of round ${changedIn}`;
  return {
    key: `${index}.vcf`,
    version: `"${changedIn}"`,
    state: 'live',
    format: 'vcard',
    raw: Buffer.from(`BEGIN:VCARD\r\nFN:${text}\r\nNOTE:${'padding '.repeat(20)}\r\nEND:VCARD\r\n`, 'utf8'),
    kind: 'contact',
    title: text,
    fields: [{ field: 'name/full', text }],
    traces: [],
    canonical: text,
    meaning: text,
  };
}
