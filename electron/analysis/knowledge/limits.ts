import type { Limit } from './types.ts';

/** Numbers at which apps stop. */
export const LIMITS: readonly Limit[] = [
  { id: 'lim-006', app: 'salesforce-for-outlook', of: 'records', value: 5000, tolerance: 40, text: 'it syncs at most 5,000 records of a kind', source: 'https://help.salesforce.com/apex/HTViewSolution?id=000004261&language=en_US; https://help.salesforce.com/s/articleView?id=000004261&type=1' },
  { id: 'lim-008', app: 'lightning-sync', of: 'records', value: 50000, tolerance: 0, text: 'it syncs at most 50,000 contacts of a user', source: 'https://help.salesforce.com/s/articleView?id=sales.exchange_sync_admin_considerations_contacts_general.htm' },
  { id: 'lim-018', app: 'icloud', of: 'records', value: 50000, tolerance: 0, text: 'an account holds at most 50,000 contacts', source: 'https://support.apple.com/fr-ci/103188 (formerly HT202158)' },
  { id: 'lim-024', app: 'google-contacts', of: 'records', value: 25000, tolerance: 0, text: 'an account holds at most 25,000 contacts', source: 'https://contactsplus.com/blog/7-tips-tricks-google-contacts' },
  { id: 'lim-025', app: 'zoho', of: 'changes', value: 5000, tolerance: 0, text: 'it carries at most 5,000 records in a sync', source: 'https://help.crmforyourbusiness.com/portal/en/kb/articles/google-contacts-crm-integration' },
  { id: 'lim-025', app: 'zoho', of: 'changes', value: 1000, tolerance: 0, text: 'it carries at most 1,000 records in a sync', source: 'https://help.crmforyourbusiness.com/portal/en/kb/articles/google-contacts-crm-integration' },
  { id: 'lim-009', app: 'gwsmo', of: 'length', value: 16384, tolerance: 512, text: 'it cuts notes at 16 KB', source: 'https://azmanual.top/manuals/552826/google-apps-sync-for-microsoft-outlook.html?page=5 (Google Apps Sync manual)' },
];
