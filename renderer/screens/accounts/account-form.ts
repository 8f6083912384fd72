import type { NewAccount } from './accounts-store.ts';

/** What a person enters to add an account, whichever kind of server it is on. */
export interface AccountForm {
  server: 'dav' | 'graph' | 'ews';
  carddav: boolean;
  caldav: boolean;
  name: string;
  url: string;
  /** Of a national cloud; apart, so that no other server's address is taken for it. */
  graphUrl: string;
  user: string;
  /** How the user of a mailbox in Exchange Online proves to be who they are. */
  how: 'sign-in' | 'token';
  password: string;
  bearer: boolean;
  mailbox: string;
  ca: string;
  clientId: string;
  tenant: string;
}

/** A form as it is shown first. */
export function emptyForm(): AccountForm {
  return { server: 'dav', carddav: true, caldav: false, name: '', url: '', graphUrl: '', user: '', how: 'sign-in', password: '', bearer: false, mailbox: '', ca: '', clientId: '', tenant: '' };
}

/** The kinds of source that the form names; none where nothing is ticked. */
export function kindsOf(form: AccountForm): NewAccount['kinds'] {
  return form.server === 'dav' ? (['carddav', 'caldav'] as const).filter((kind) => form[kind]) : [form.server];
}

/** The account of a filled form: nothing is handed on that belongs to another kind of server. */
export function accountOf(form: AccountForm, allowHosts: readonly string[]): NewAccount {
  const { server, name, user, password, mailbox, ca, clientId, tenant } = form;
  const url = server === 'graph' ? form.graphUrl : form.url;
  const base = { name: name.trim(), url: url.trim(), user: user.trim(), ca, kinds: kindsOf(form) };
  if (server === 'dav') return { ...base, password };
  if (server === 'ews') return { ...base, password, ...(form.bearer ? { bearer: true } : {}), ...filled({ mailbox }), ...(allowHosts.length > 0 ? { allowHosts: [...allowHosts] } : {}) };
  return form.how === 'token' ? { ...base, password } : { ...base, ...filled({ clientId, tenant }) };
}

function filled<Key extends string>(texts: Readonly<Record<Key, string>>): Partial<Record<Key, string>> {
  const entries = Object.entries<string>(texts).map(([key, text]) => [key, text.trim()] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as Partial<Record<Key, string>>;
}
