import { describeConnectorContract } from '../../testing/connector-contract.ts';
import type { ContractTraits } from '../../testing/connector-harness.ts';
import { startLyingHarness } from '../../testing/dav-harness.ts';
import { PROFILE_NAMES, type Profile } from '../../testing/lying-dav/profiles.ts';

const TRAITS: Partial<Record<Profile, ContractTraits>> = {
  davical: { storesGarbage: true },
  sogo: { servesVaryingBytes: true, readsAllAgain: true },
  google: { choosesKeys: true },
};

for (const protocol of ['carddav', 'caldav'] as const) {
  describeConnectorContract(`a ${protocol} connector on a plain server`, () => startLyingHarness(protocol));
  for (const profile of PROFILE_NAMES) {
    describeConnectorContract(`a ${protocol} connector on a server like ${profile}`, () => startLyingHarness(protocol, { profile }), TRAITS[profile]);
  }
}
