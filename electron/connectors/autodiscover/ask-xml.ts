import { AppError } from '../../../shared/errors.ts';
import { createSignIn } from '../ews/sign-in/sign-in.ts';
import { escapeText } from '../ews/soap/write-xml.ts';
import { type XmlElement, child, childText, childrenNamed, readTree } from '../ews/soap/xml-tree.ts';
import type { Told } from './ask-json.ts';
import { readText } from './read-text.ts';
import type { Search } from './search.ts';

const REQUEST = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006';
const RESPONSE = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a';

/** As `askJson`; the mailbox may also be known by another address. */
export type ToldByXml = Told | { readonly type: 'address'; readonly email: string };

/** The older autodiscover (MS-OXDSCLI), signed in: credentials go to this place, so that it must have been named or confirmed before. */
export async function askXml(search: Search, place: URL, signal: AbortSignal): Promise<ToldByXml> {
  const signIn = createSignIn(search);
  try {
    const body =
      `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="${REQUEST}"><Request><EMailAddress>${escapeText(search.email)}</EMailAddress>` +
      `<AcceptableResponseSchema>${RESPONSE}</AcceptableResponseSchema></Request></Autodiscover>`;
    const url = new URL('/autodiscover/autodiscover.xml', place);
    const answer = await signIn.exchange({ method: 'POST', url, headers: { 'content-type': 'text/xml; charset=utf-8', 'user-agent': 'SyncTrace' }, body, answerMs: search.limits.answerMs }, signal);
    const text = await readText(answer);
    const location = answer.headers['location'];
    if (answer.status >= 300 && answer.status < 400 && location !== undefined && URL.canParse(location, url.href)) return { type: 'place', url: new URL(location, url) };
    return answer.status === 200 ? readAnswer(text) : { type: 'nothing' };
  } finally {
    signIn.close();
  }
}

function readAnswer(text: string): ToldByXml {
  const account = child(child(parsed(text), name('Response')), name('Account'));
  const redirect = childText(account, name('RedirectUrl'));
  if (URL.canParse(redirect)) return { type: 'place', url: new URL(redirect) };
  const email = childText(account, name('RedirectAddr'));
  if (email.includes('@')) return { type: 'address', email };
  const protocols = childrenNamed(account, name('Protocol'));
  // EXPR is what is reached from outside, EXCH from within.
  const byType = ['EXPR', 'EXHTTP', 'EXCH'].flatMap((type) => protocols.filter((one) => childText(one, name('Type')) === type));
  const found = byType.map((one) => childText(one, name('EwsUrl'))).find((url) => URL.canParse(url));
  return found === undefined ? { type: 'nothing' } : { type: 'service', url: new URL(found) };
}

function parsed(text: string): XmlElement | undefined {
  try {
    return readTree(text);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function name(local: string): string {
  return `{${RESPONSE}}${local}`;
}
