import type { ReportPage } from '../../shared/contract/report.ts';

/** A report with one piece of each kind. */
export const fakeReport: ReportPage = {
  lang: 'en',
  title: 'Contacts doubled after a second phone',
  subtitle: 'Report of 2 March 2026',
  sections: [
    {
      id: 'findings',
      heading: 'What happened',
      blocks: [
        { type: 'heading', text: '250 contacts came twice' },
        { type: 'paragraph', text: 'Outlook for iOS proved, 97 %.', tone: 'plain' },
        { type: 'facts', rows: [{ label: 'Source', value: 'phone' }] },
        { type: 'list', isOrdered: true, items: ['Turn Save Contacts off'] },
        { type: 'table', caption: 'Samples', head: ['Key', 'Name'], rows: [['1.vcf', 'Amara Lindqvist']] },
      ],
    },
  ],
};
