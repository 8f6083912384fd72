import type { ErrorCode, ErrorContext } from '../errors.ts';
import { accountPrefix, laterHint, wordsByKind } from './account-words.ts';

/** What happened, and what to do next. `{name}` is filled from the error's context. */
export interface ErrorWords {
  readonly message: string;
  readonly hint: string;
}

/** The words for every error code, in English. */
export const errorWords: Readonly<Record<ErrorCode, ErrorWords>> = {
  'usage': { message: 'The command is not complete or not known: {what}.', hint: 'See synctrace --help.' },
  'auth-failed': { message: 'The server refused the user name, password or token (HTTP {status}).', hint: 'Check them; a password may have run out, and a token grows old within an hour or so.' },
  'auth-unsupported': { message: 'The server asks for a kind of sign-in that is not supported here.', hint: 'Supported are Basic, Digest, NTLM and bearer tokens, and only tokens for Exchange Online; ask the server’s administrator which it offers.' },
  'forbidden': { message: 'The account may not do this on the server (HTTP {status}).', hint: 'Check the account’s rights on this collection.' },
  'ews-disabled': { message: 'Exchange Web Services are switched off for this mailbox, this program or the whole organisation (HTTP {status}).', hint: 'For a mailbox in Exchange Online add the account again with --kind graph: EWS ends there. On Exchange Server an administrator lets it on with Set-CASMailbox MAILBOX -EwsEnabled $true, and for everyone with Set-OrganizationConfig -EwsEnabled $true (or -EwsAllowList with this program’s name).' },
  'consent-missing': { message: 'The permission {permission} has not been granted to this app.', hint: 'Permissions for one’s own contacts, calendars and tasks are granted by the user at sign-in where the organisation allows it; else, and for every other permission, an administrator grants them in the Entra admin centre (App registrations, API permissions, Grant admin consent). Then sign in again, or get a new token.' },
  'device-code-refused': { message: 'The organisation’s conditional access does not allow signing in with a device code.', hint: 'Sign in through the browser of this machine instead (SYNCTRACE_SIGN_IN=browser), or ask an administrator for an exception; where neither is possible, give a token with --password-env.' },
  'sign-in-refused': { message: 'The organisation’s rules refused the sign-in ({reason}).', hint: 'Sign in from a device and a network that the organisation allows, or ask an administrator; the sign-in log of the Entra admin centre names the policy.' },
  'sign-in-needed': { message: 'The account “{source}” has to sign in.', hint: 'Run the command at a terminal, where it asks for the sign-in; for a script give a token with --password-env.' },
  'sign-in-unfinished': { message: 'The sign-in was not finished in time, or was declined.', hint: 'Start it again, and finish it within a few minutes.' },
  'client-id-missing': { message: 'There is no app registration to sign in with.', hint: 'Register one in the Entra admin centre (App registrations, New registration; platform “Mobile and desktop applications” with redirect http://localhost; allow public client flows; delegated Microsoft Graph permissions Contacts.Read, Calendars.Read, Tasks.Read, MailboxSettings.Read, User.Read) and put its application (client) id into SYNCTRACE_CLIENT_ID; or give a token with --password-env.' },
  'client-id-unfit': { message: 'The app registration does not fit this sign-in ({reason}).', hint: 'Check in the Entra admin centre that the application (client) id is right, that the registration is for this organisation or for all, allows public client flows, and has the redirect http://localhost for “Mobile and desktop applications”; a registration for one organisation needs its name in SYNCTRACE_TENANT.' },
  'mailbox-not-found': { message: 'The server knows no mailbox for this user.', hint: 'Check --user: it is the mailbox’s address or the sign-in name; a user without a licence for Exchange has no mailbox.' },
  'mailbox-elsewhere': { message: 'This mailbox lies at the other place: it needs an account of kind {kind}.', hint: 'In a hybrid organisation each mailbox is in Exchange Online (graph) or on an Exchange Server (ews). Add the account with --kind {kind}.' },
  'mailbox-full': { message: 'The mailbox is full, and nothing more can be stored in it.', hint: 'Free some space in it or have its quota raised; then run synctrace restore resume.' },
  'channel-binding-required': { message: 'The server requires channel binding (Extended Protection), and what it was given did not fit.', hint: 'Something between this machine and the server ends TLS (a proxy, a load balancer or a virus scanner): connect past it, or have an administrator set Extended Protection of the EWS front end to Allow.' },
  'clock-wrong': { message: 'The clock of this machine and the server’s are {minutes} minutes apart, and the sign-in was refused.', hint: 'Set the clock of this machine (date, time and time zone), or have the server’s set; NTLM and tokens allow 5 minutes.' },
  'proxy-in-the-way': { message: 'A proxy answered in place of the server (HTTP {status}).', hint: 'Sign in to the proxy or the network’s portal, set HTTPS_PROXY if one is needed, or have the server’s host let through.' },
  'impersonation-refused': { message: 'The service account may not act for this mailbox.', hint: 'An administrator grants it: New-ManagementRoleAssignment -Role ApplicationImpersonation -User SERVICE-ACCOUNT. Or sign in as the mailbox’s own user.' },
  'autodiscover-failed': { message: 'Autodiscover found no mailbox server for this user.', hint: 'Give the full address: https://SERVER/EWS/Exchange.asmx for an Exchange Server; for Exchange Online add the account with --kind graph.' },
  'answer-not-exchange': { message: 'The answer is not from Exchange: a login page, a portal or another service answered.', hint: 'Check the URL; for an Exchange Server it ends in /EWS/Exchange.asmx. Open it in a browser to see what answers.' },
  'audit-not-allowed': { message: 'This account may not read the audit log.', hint: 'It takes the permission AuditLogsQuery-Exchange.Read.All, granted by an administrator, and the role View-Only Audit Logs or Audit Logs in Exchange or Purview; auditing must be on in the organisation. Or have somebody who may export the log, and import the file.' },
  'query-failed': { message: 'The service did not finish the audit query ({status}).', hint: 'Try again, with a shorter time from --from to --to; what was stored before stays.' },
  'server-not-found': { message: 'No server at that address.', hint: 'Check the host name in the URL and the network.' },
  'server-unreachable': { message: 'The server did not answer: the connection failed or was cut off.', hint: 'Check the network and try again; nothing was changed by the reading part.' },
  'server-refused-tls': { message: 'The server’s certificate is not trusted, or the secure connection failed.', hint: 'For a company’s own certificate authority give its certificate with --ca FILE; never go on without.' },
  'server-timeout': { message: 'The server did not answer in time.', hint: 'Try again later; a first reading of a large account can take minutes.' },
  'server-throttled': { message: 'The server asks to slow down (HTTP {status}) and went on asking.', hint: 'Wait some minutes and try again.' },
  'server-error': { message: 'The server failed (HTTP {status}).', hint: 'Try again later; if it stays, its log says why.' },
  'answer-not-dav': { message: 'The answer is not from a CardDAV or CalDAV server: a login page, a portal or another service answered.', hint: 'Check the URL; open it in a browser to see what answers, and sign in to the network where it asks for it.' },
  'answer-cut-off': { message: 'The server’s answer ended in the middle.', hint: 'Try again; if it stays, a proxy or a memory limit on the server cuts it.' },
  'answer-too-large': { message: 'The server’s answer is larger than allowed ({limit} bytes).', hint: 'Nothing was taken from it. Check that the URL names an account and not something else.' },
  'answer-malformed': { message: 'The server’s answer could not be understood.', hint: 'Try again; if it stays, report the server’s product and version.' },
  'answer-dangerous': { message: 'The server’s answer holds a document type declaration and was refused.', hint: 'No address book or calendar server needs one; check who answers at this URL.' },
  'redirect-refused': { message: 'The server sends on to another place ({host}), which was not followed.', hint: 'If that place is right, add the account with its URL.' },
  'plain-http-refused': { message: 'Without https the password would cross the network in the clear.', hint: 'Use an https URL; plain http is only for this machine itself.' },
  'nothing-found-at-url': { message: 'The server answers, but no address book or calendar was found there.', hint: 'Give the URL of the account’s principal or of one collection.' },
  'collection-gone': { message: 'A collection that was there before is not there now.', hint: 'Look on the server whether it was deleted or renamed.' },
  'listing-empty': { message: 'The server lists nothing where there were {known} records; this is not taken for a deletion.', hint: 'Look at the account on the server. If it is really empty, take the snapshot again with --full.' },
  'listing-contradicted': { message: 'The server leaves records out of its list that it still holds.', hint: 'Nothing is counted as deleted. Try again later.' },
  'cursor-expired': { message: 'The server no longer knows what changed since the last snapshot.', hint: 'Everything is read anew.' },
  'record-unreadable': { message: 'This record could not be read; its bytes are kept.', hint: 'It is in quarantine and can be exported as it is.' },
  'record-cut-off': { message: 'This record ends in the middle; its bytes are kept.', hint: 'Export it again from where it came.' },
  'record-too-large': { message: 'This record is larger than {limit} bytes and was left out.', hint: 'Look at it on the server; a picture of that size is often a mistake.' },
  'record-encoding': { message: 'This record is not in a known character set; it was read as Windows-1252.', hint: 'Check names with accents.' },
  'file-unreadable': { message: 'A file could not be opened.', hint: 'Check that it is there and that you may read it.' },
  'file-cut-off': { message: 'A file ends in the middle; what was whole was read.', hint: 'Export it again; the snapshot is marked incomplete and proves no deletion.' },
  'file-unknown-kind': { message: 'This file is of no known kind.', hint: 'Known are vCard, iCalendar, CSV of Outlook, Google or Salesforce, and Microsoft Graph JSON.' },
  'nothing-to-import': { message: 'There is nothing to import in what was given.', hint: 'Give .vcf, .ics, .csv or Graph .json files, or a folder that holds some.' },
  'manifest-invalid': { message: 'The case folder’s manifest is not right at {place}: {what}', hint: 'Correct manifest.json and import again; nothing was imported.' },
  'write-conflict': { message: 'It changed on the server since the plan was made, and was left as it is.', hint: 'Take a snapshot and make a new plan.' },
  'write-refused': { message: 'The server refused to store it (HTTP {status}).', hint: 'Nothing was changed. Export the record and add it by hand, or ask the server’s administrator.' },
  'write-unverified': { message: 'It was written, but what the server holds now is not all of it.', hint: 'Compare both in the window; the snapshot still holds the whole record.' },
  'read-only': { message: 'This collection can only be read.', hint: 'Restore into another collection, or ask for write access.' },
  'would-notify': { message: 'Writing this would send messages to other people and was not planned.', hint: 'Restore it as a copy without guests.' },
  'not-supported': { message: 'This is not supported here: {what}.', hint: 'This version reads CardDAV, CalDAV and Exchange accounts and exported files.' },
  'secret-missing': { message: 'The password of “{source}” is not at hand.', hint: 'Give it with --password-stdin, or set {variable}.' },
  'source-unknown': { message: 'There is no source named “{source}” in this case.', hint: 'See synctrace source list.' },
  'source-exists': { message: 'There is a source named “{source}” already.', hint: 'Choose another name, or remove that one first.' },
  'source-in-use': { message: 'The source “{source}” is being read right now.', hint: 'Wait until that has ended.' },
  'account-changed': { message: 'The source “{source}” is another account now than the one this plan was made for.', hint: 'Nothing was written. Make a new plan for the account.' },
  'snapshot-unknown': { message: 'There is no snapshot “{snapshot}” in this case.', hint: 'See synctrace snapshots.' },
  'snapshot-incomplete': { message: 'That snapshot is incomplete and proves no deletion.', hint: 'Take a complete one.' },
  'record-unknown': { message: 'The snapshot holds no record “{key}”.', hint: 'See synctrace records SNAPSHOT.' },
  'finding-unknown': { message: 'The case does not hold that finding as it stands now.', hint: 'Look for findings again.' },
  'plan-unknown': { message: 'There is no plan “{plan}” in this case.', hint: 'Make one with synctrace restore plan.' },
  'restore-unknown': { message: 'There is no restore “{restore}” in this case.', hint: 'See synctrace restore list.' },
  'different-sources': { message: 'The two snapshots are of different sources.', hint: 'Compare two snapshots of one source.' },
  'case-missing': { message: 'There is no case file at that place.', hint: 'Check the path, or make a case with synctrace case create.' },
  'case-exists': { message: 'There is a file at that place already.', hint: 'Choose another name; nothing was overwritten.' },
  'case-busy': { message: 'This case is open for writing elsewhere: in a window, or by a command that still runs.', hint: 'Close that window, or wait until the command has ended, and try again.' },
  'case-newer': { message: 'This case was written by a newer version (format {version}; this one knows {newest}).', hint: 'Update SyncTrace; the file was not touched.' },
  'case-damaged': { message: 'The case file is damaged, and what is damaged is not used.', hint: 'Work on a copy; where it still opens, synctrace case verify names what is hit, and case export saves the rest.' },
  'case-locked': { message: 'The case is encrypted, and the passphrase is missing or wrong.', hint: 'Give it with --passphrase-env VAR or --passphrase-stdin.' },
  'case-not-a-case': { message: 'That file is not a SyncTrace case.', hint: 'Check the path. To read contacts or events from a file use synctrace import.' },
  'disk-full': { message: 'The disk is full; what was there before is untouched.', hint: 'Free some space and try again.' },
  'file-not-writable': { message: 'The file or its folder can’t be written.', hint: 'Check the rights, or choose another place.' },
  'secret-in-report': { message: 'The report would hold {kind}, and was not written. It stands in: {places}.', hint: 'Take it out there and have the password or key changed, or give --redact, which takes secrets and names out of the report.' },
  'print-failed': { message: 'The browser did not print the report.', hint: 'Name another Chromium, Chrome or Edge in SYNCTRACE_BROWSER, or write an .html file and print that.' },
  'port-in-use': { message: 'Port {port} is in use by another program.', hint: 'Choose another with --port N, or leave it out.' },
  'cancelled': { message: 'Cancelled; nothing half done was kept.', hint: 'Start it again when you like.' },
  'internal': { message: 'SyncTrace made a mistake of its own.', hint: 'Please report it with the steps that led here; no data was lost.' },
};

/** The message and hint of an error, with its context filled in; a missing value leaves a dash, a missing status nothing. */
export function wordsFor(code: ErrorCode, context: ErrorContext): ErrorWords {
  const words = wordsByKind[code]?.[String(context['accountKind'])] ?? errorWords[code];
  const isStatusKnown = context['status'] !== undefined;
  const fill = (text: string): string => (isStatusKnown ? text : text.replace(' (HTTP {status})', '')).replace(/\{(\w+)\}/g, (_, name: string) => String(context[name] ?? '–'));
  return { message: accountPrefix(context) + fill(words.message), hint: laterHint(code, context) ?? fill(words.hint) };
}
