import { describeConnectorContract } from '../../testing/connector-contract.ts';
import { startFilesHarness } from '../../testing/files-harness.ts';

for (const protocol of ['carddav', 'caldav'] as const) {
  describeConnectorContract(`files as ${protocol} has them`, () => startFilesHarness(protocol), { readOnly: true, readsAllAgain: true, emptyIsDoubtful: true, findsNoUids: true, asksNobody: true });
}
