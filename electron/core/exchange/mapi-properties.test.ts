import { describe, expect, it } from 'vitest';
import { graphExpand, graphMarkerFilter, isMarker, MAPI_PROPERTIES, mapiPropertiesOf, mapiPropertyOf, MARKER_PROPERTY } from './mapi-properties.ts';
import { canonicalGraphId, graphIdOfUri } from './mapi-property.ts';

describe('MAPI properties by the names of both protocols', () => {
  it('names a tag, an id and a name within a set as EWS and as Graph do', () => {
    const parts = (name: string) => MAPI_PROPERTIES.filter((one) => one.name === name).map(({ ews, graphId }) => [ews, graphId]);
    expect(parts('PidTagCreatorName')).toEqual([[{ PropertyTag: '0x3FF8', PropertyType: 'String' }, 'String 0x3FF8']]);
    expect(parts('PidLidGlobalObjectId')).toEqual([
      [{ DistinguishedPropertySetId: 'Meeting', PropertyId: '3', PropertyType: 'Binary' }, 'Binary {6ED8DA90-450B-101B-98DA-00AA003F1305} Id 0x0003'],
    ]);
    expect(parts('ClientInfo')).toEqual([
      [{ PropertySetId: '41F28F13-83F4-4114-A584-EEDB5A6B0BFF', PropertyName: 'ClientInfo', PropertyType: 'String' }, 'String {41F28F13-83F4-4114-A584-EEDB5A6B0BFF} Name ClientInfo'],
    ]);
    expect(MARKER_PROPERTY.graphId).toBe('String {00020329-0000-0000-C000-000000000046} Name SyncTraceRestore');
  });

  it('finds each property again by what a server answers, in another case or under a GUID', () => {
    for (const property of MAPI_PROPERTIES) {
      expect(mapiPropertyOf(property.graphId)).toBe(property);
      expect(mapiPropertyOf(graphIdOfUri(property.ews))).toBe(property);
    }
    expect(mapiPropertyOf('string 0x3ff8')?.name).toBe('PidTagCreatorName');
    expect(mapiPropertyOf('Binary {6ed8da90-450b-101b-98da-00aa003f1305} Id 0x3')?.name).toBe('PidLidGlobalObjectId');
    expect(mapiPropertyOf(graphIdOfUri({ PropertySetId: '00062008-0000-0000-c000-000000000046', PropertyId: '34064', PropertyType: 'Integer' }))?.name).toBe('PidLidSideEffects');
    expect(mapiPropertyOf('String {00020329-0000-0000-C000-000000000046} Name CRMID')).toBeUndefined();
  });

  it('writes ids that it does not know in one form, and leaves what is no id alone', () => {
    expect(canonicalGraphId('String {00020329-0000-0000-c000-000000000046} name Own Id')).toBe('String {00020329-0000-0000-C000-000000000046} Name Own Id');
    expect(canonicalGraphId(' nonsense ')).toBe('nonsense');
    expect(graphIdOfUri({ PropertyType: 'String' })).toBe('');
  });
});

describe('asking for MAPI properties', () => {
  it('has Graph bring along what it does not say by itself', () => {
    const expand = graphExpand('contact');
    expect(expand.startsWith("singleValueExtendedProperties($filter=id eq 'String 0x3FF8' or id eq 'Binary 0x3FF9' or ")).toBe(true);
    expect(expand).toContain(`id eq '${MARKER_PROPERTY.graphId}'`);
    expect(expand).not.toContain('0x65E2');
    expect(expand).not.toContain('googleEventID');
    expect(graphExpand('event')).toContain('Name googleEventID');
  });

  it('finds what a restore made by its mark', () => {
    expect(graphMarkerFilter('synctrace-1')).toBe(
      "singleValueExtendedProperties/Any(ep: ep/id eq 'String {00020329-0000-0000-C000-000000000046} Name SyncTraceRestore' and ep/value eq 'synctrace-1')",
    );
    expect(isMarker(`synctrace-${'0a'.repeat(16)}`)).toBe(true);
    expect(isMarker('synctrace-1')).toBe(false);
    expect(isMarker('AAMkAGI=')).toBe(false);
  });

  it('asks each kind of item for its own, each property once', () => {
    const names = mapiPropertiesOf('contact').map(({ name }) => name);
    expect(names).toContain('PidTagSearchKey');
    expect(names).not.toContain('PidLidGlobalObjectId');
    expect(new Set(names).size).toBe(names.length);
  });
});
