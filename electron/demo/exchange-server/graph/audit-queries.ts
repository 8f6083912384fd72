import { randomUUID } from 'node:crypto';

import type { Mailbox } from '../mailbox/mailbox.ts';
import type { MailboxChange } from '../mailbox/mailbox-log.ts';
import { textIn, type Json } from './call.ts';

interface AuditQuery {
  readonly id: string;
  readonly asked: Json;
  /** Asked so often that it has run: a query runs for a while, so that a client has to wait. */
  looks: number;
}

const LOOKS_UNTIL_DONE = 2;

/** Queries of the audit log; what they find is what the mailbox's own log says. */
export class AuditQueries {
  readonly #queries = new Map<string, AuditQuery>();
  readonly #mailbox: Mailbox;

  constructor(mailbox: Mailbox) {
    this.#mailbox = mailbox;
  }

  start(asked: Json): Json {
    const query: AuditQuery = { id: randomUUID(), asked, looks: 0 };
    this.#queries.set(query.id, query);
    return this.describe(query);
  }

  /** How a query stands, which gets further each time it is looked at; undefined where there is none. */
  look(id: string): Json | undefined {
    const query = this.#queries.get(id);
    if (query === undefined) return undefined;
    query.looks += 1;
    return this.describe(query);
  }

  /** The rows that a query found; undefined where there is none or it has not run. */
  records(id: string): readonly Json[] | undefined {
    const query = this.#queries.get(id);
    if (query === undefined || query.looks < LOOKS_UNTIL_DONE) return undefined;
    const [from, to] = [textIn(query.asked, 'filterStartDateTime'), textIn(query.asked, 'filterEndDateTime')];
    const operations = listOf(query.asked['operationFilters']);
    const people = listOf(query.asked['userPrincipalNameFilters']);
    return this.#mailbox.log
      .changes()
      .flatMap((change, at) => (change.at === undefined ? [] : [this.record(change, change.at, at)]))
      .filter((row) => isWithin(String(row['createdDateTime']), from, to))
      .filter((row) => operations.length === 0 || operations.includes(String(row['operation'])))
      .filter(() => people.length === 0 || people.includes(this.#mailbox.owner.address));
  }

  private describe(query: AuditQuery): Json {
    return { ...query.asked, id: query.id, status: query.looks === 0 ? 'notStarted' : query.looks < LOOKS_UNTIL_DONE ? 'running' : 'succeeded' };
  }

  private record(change: MailboxChange, at: string, index: number): Json {
    const item = this.#mailbox.itemByNumber(change.number);
    const { address, name } = this.#mailbox.owner;
    const isOwner = change.by === name;
    return {
      id: `${this.#mailbox.guid}-${index}`,
      createdDateTime: at,
      auditLogRecordType: 'ExchangeItem',
      operation: operationOf(change),
      organizationId: this.#mailbox.guid,
      userType: isOwner ? 'Regular' : 'Application',
      userId: isOwner ? address : (change.by ?? ''),
      userPrincipalName: isOwner ? address : (change.by ?? ''),
      service: 'Exchange',
      objectId: item === undefined ? '' : this.#mailbox.ids.itemId(item.folder, item.instance),
      clientIp: '192.0.2.1',
      administrativeUnits: [],
      auditData: {
        '@odata.type': '#microsoft.graph.security.exchangeMailboxAuditRecord',
        LogonType: isOwner ? 0 : 2, MailboxOwnerUPN: address, MailboxGuid: this.#mailbox.guid, ClientInfoString: change.client ?? `Client=WebServices;${change.by ?? ''}`, ExternalAccess: false,
        Item: { Id: item === undefined ? '' : this.#mailbox.ids.itemId(item.folder, item.instance), ImmutableId: this.#mailbox.ids.immutableId(change.number), ParentFolder: { Path: `\\${change.from ?? change.to ?? ''}` } },
      },
    };
  }
}

function operationOf(change: MailboxChange): string {
  if (change.kind === 'create' || change.kind === 'copy') return 'Create';
  if (change.kind === 'update') return 'Update';
  if (change.kind === 'destroy') return 'HardDelete';
  switch (change.to) {
    case 'deleteditems':
      return 'MoveToDeletedItems';
    case 'recoverableitemsdeletions':
      return 'SoftDelete';
    case 'recoverableitemspurges':
      return 'HardDelete';
    default:
      return 'Move';
  }
}

function isWithin(at: string, from: string, to: string): boolean {
  return (from === '' || Date.parse(at) >= Date.parse(from)) && (to === '' || Date.parse(at) <= Date.parse(to));
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
