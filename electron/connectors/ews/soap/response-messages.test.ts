import { describe, expect, it } from 'vitest';
import { NAMESPACES } from './names.ts';
import { readMessage } from './response-messages.ts';
import { readTree } from './xml-tree.ts';

describe('a response message', () => {
  it.each([
    ['Success', 'NoError', true],
    ['Error', 'ErrorItemNotFound', false],
    ['Warning', 'ErrorNameResolutionMultipleResults', true],
    // messages.xsd: the server stopped before it came to this one.
    ['Warning', 'ErrorBatchProcessingStopped', false],
  ])('of class %s with %s is good: %s', (responseClass, code, isGood) => {
    const message = readMessage(readTree(`<m:X xmlns:m="${NAMESPACES.m}" ResponseClass="${responseClass}"><m:ResponseCode>${code}</m:ResponseCode></m:X>`));
    expect([message?.isGood, message?.code]).toEqual([isGood, code]);
  });
});
