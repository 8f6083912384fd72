import type { DuplicateGroup } from '../../shared/contract/duplicates.ts';

/** Groups as the engine lists them: a certain copy with losses, and a likely one that a person should look at. */
export const fakeGroups: readonly DuplicateGroup[] = [
  {
    id: 'g1',
    confidence: 0.998,
    kind: 'lossy-copy',
    original: '0.vcf',
    fieldsLost: ['notes', 'media/photo'],
    reasons: ['same e-mail address', 'same name'],
    keep: '0.vcf',
    records: [
      { source: 'phone', key: '0.vcf', uid: 'u0', title: 'Amara Lindqvist' },
      { source: 'phone', key: '0-copy.vcf', title: 'Amara Lindqvist' },
    ],
    maybe: [{ source: 'phone', key: '7.vcf', title: 'A. Lindqvist', confidence: 0.41 }],
  },
  {
    id: 'g2',
    confidence: 0.72,
    kind: 'partial-clone',
    fieldsLost: [],
    reasons: ['same phone number'],
    keep: '3.vcf',
    records: [
      { source: 'phone', key: '3.vcf', title: 'Dmitri Sokolov' },
      { source: 'phone', key: '4.vcf', title: 'D. Sokolov' },
      { source: 'phone', key: '5.vcf', title: 'Sokolov' },
    ],
    maybe: [],
  },
];
