import { describe, expect, inject, it } from 'vitest';

import { checkTraffic, type Tally } from './check-traffic.ts';
import { readEwsSchema } from './ews-schema.ts';
import { readGraphSchema } from './graph-schema.ts';
import { readTraffic } from './read-traffic.ts';
import { schemaFolder } from './schema-files.ts';

const folder = schemaFolder();
const checks = { xml: readEwsSchema(folder), json: readGraphSchema(folder) };
const found = checkTraffic(readTraffic(inject('traffic')), checks);

/** How many of the bad messages of one operation are shown. */
const SHOWN = 3;

describe.each([['EWS', found.ews], ['Graph', found.graph]])('the traffic of %s', (service, tallies) => {
  it('was checked, message by message', () => {
    const sum = (count: (tally: Tally) => number) => [...tallies.values()].reduce((before, tally) => before + count(tally), 0);
    const rows = [...tallies].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([operation, { requests, ours, answers, invalid }]) => `  ${operation}: ${requests} requests (${ours} of our connectors), ${answers} answers, ${invalid.length} invalid`);
    const totals = { requests: sum((one) => one.requests), ours: sum((one) => one.ours), answers: sum((one) => one.answers) };
    console.log(`${service}: ${totals.requests} requests (${totals.ours} of our connectors) and ${totals.answers} answers checked\n${rows.join('\n')}`);
    expect(totals.ours).toBeGreaterThan(0);
    expect(totals.answers).toBeGreaterThan(0);
  });

  it.each([...tallies].map(([operation, tally]) => ({ operation, tally })))('$operation: every message is valid', ({ tally }) => {
    expect([tally.invalid.length, tally.invalid.slice(0, SHOWN)]).toEqual([0, []]);
  });
});

describe('the checks themselves', () => {
  it('find what is wrong with a message of EWS', () => {
    const message = (inner: string) => `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><s:Body>${inner}</s:Body></s:Envelope>`;
    const getItem = (shape: string) => message(`<m:GetItem><m:ItemShape><t:BaseShape>${shape}</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id="a"/></m:ItemIds></m:GetItem>`);
    expect([checks.xml(getItem('IdOnly')), checks.xml(getItem('Everything')) === '', checks.xml(message('<m:GetNothing/>')) === '', checks.xml('<a') === '']).toEqual(['', false, false, false]);
  });

  it('find what is wrong with a body of Graph', () => {
    const bodies = [{ givenName: 'Ada' }, { givenNames: 'Ada' }, { givenName: 1 }, { emailAddresses: [{ mail: 'x' }] }];
    expect(bodies.map((body) => checks.json('one contact', body) === '')).toEqual([true, false, false, false]);
    expect(checks.json('delta contact', { value: [{ id: 'a', '@removed': { reason: 'deleted' } }] })).not.toBe('');
  });
});
