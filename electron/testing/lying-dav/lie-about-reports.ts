import { decodePath, encodePath } from '../../demo/dav-server/hrefs.ts';
import { isMultistatus, type DavHandler, type DavReply, type DavRequest, type MultistatusRow } from '../../demo/dav-server/messages.ts';
import { ADDRESS_DATA, CALENDAR_DATA, dav } from '../../demo/dav-server/names.ts';
import { childrenNamed } from '../../demo/dav-server/read-xml.ts';
import type { Lies } from './lies.ts';
import { isReport, readReport, withBody } from './read-report.ts';

/** Lies of multiget and query. */
export function lieAboutReports(next: DavHandler, lies: Lies): DavHandler {
  return (request) => {
    const report = readReport(request);
    if (isReport(report, 'multiget')) {
      const asked = childrenNamed(report, dav('href')).length;
      return asked > (lies.multigetLimit ?? Infinity) ? { status: 403 } : multiget(request, next, lies);
    }
    return isReport(report, 'query') ? query(request, next, lies) : next(request);
  };
}

async function multiget(request: DavRequest, next: DavHandler, lies: Lies): Promise<DavReply> {
  const reply = await next(request);
  if (!isMultistatus(reply.body)) return reply;
  const { rows } = reply.body;
  const isMissing = (row: MultistatusRow) => row.status === 404;
  if (lies.multigetMissing === 'whole-report-404' && rows.some(isMissing)) return { status: 404 };
  const kept = rows
    .filter((row) => !(lies.multigetMissing === 'omitted' && isMissing(row)))
    .filter((row) => lies.multigetOmits?.(nameOf(row)) !== true)
    .map((row) => (lies.multigetWithoutData?.(nameOf(row)) === true ? withoutData(row) : row));
  return { ...reply, body: { rows: kept } };
}

async function query(request: DavRequest, next: DavHandler, lies: Lies): Promise<DavReply> {
  const hasFilter = request.body.includes('-filter');
  if (lies.query === 'error' || (lies.query === 'error-with-filter' && hasFilter)) return { status: 500, body: 'Internal Server Error' };
  if (lies.query === 'empty') return { status: 207, body: { rows: [] } };
  const withoutFilter = request.body.toString('utf8').replace(/<([\w-]+:)?filter[\s/>].*<\/([\w-]+:)?filter>/s, '');
  const asked = lies.ignoresLimit === true ? withoutFilter.replace(/<([\w-]+:)?limit>.*<\/([\w-]+:)?limit>/s, '') : withoutFilter;
  const reply = await next(lies.query === 'all' ? withBody(request, asked) : request);
  if (lies.queryListsCollection !== true || !isMultistatus(reply.body)) return reply;
  const own: MultistatusRow = { href: encodePath(decodePath(request.path) ?? [], true), found: [{ name: dav('getetag'), text: '"collection"' }] };
  return { ...reply, body: { rows: [own, ...reply.body.rows] } };
}

function withoutData(row: MultistatusRow): MultistatusRow {
  const isData = (name: string) => name === ADDRESS_DATA || name === CALENDAR_DATA;
  return { ...row, found: (row.found ?? []).filter((one) => !isData(one.name)), missing: [...(row.missing ?? []), ADDRESS_DATA] };
}

function nameOf(row: MultistatusRow): string {
  return decodePath(row.href)?.at(-1) ?? '';
}
