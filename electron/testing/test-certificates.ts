import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A key and a certificate, as PEM. */
export interface TlsMaterial {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateSpec {
  readonly dns?: readonly string[];
  /** IPv4 only. */
  readonly ips?: readonly string[];
  /** `YYMMDDhhmmssZ`; a certificate of 2019 has expired long ago. */
  readonly from?: string;
  readonly to?: string;
}

export interface TestAuthority {
  /** The authority's own certificate, as PEM: what a client has to trust. */
  readonly certificate: string;
  issue(spec: CertificateSpec): TlsMaterial;
}

/** A certificate authority nobody trusts until told to; keys are made anew in each process. */
export function createTestAuthority(name = 'SyncTrace test authority'): TestAuthority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authority = { name, privateKey };
  return {
    certificate: makeCertificate({ subject: name, publicKey, isAuthority: true, spec: {}, issuer: authority }),
    issue(spec) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const subject = spec.dns?.[0] ?? spec.ips?.[0] ?? 'nobody';
      return { key: keyPem(pair.privateKey), cert: makeCertificate({ subject, publicKey: pair.publicKey, isAuthority: false, spec, issuer: authority }) };
    },
  };
}

/** A certificate that vouches for itself. */
export function makeSelfSigned(spec: CertificateSpec): TlsMaterial {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = spec.dns?.[0] ?? spec.ips?.[0] ?? 'nobody';
  return { key: keyPem(privateKey), cert: makeCertificate({ subject, publicKey, isAuthority: false, spec, issuer: { name: subject, privateKey } }) };
}

interface CertificateParts {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly isAuthority: boolean;
  readonly spec: CertificateSpec;
  readonly issuer: { readonly name: string; readonly privateKey: KeyObject };
}

let nextSerial = 1;

// RFC 5280 §4.1.
function makeCertificate({ subject, publicKey, isAuthority, spec, issuer }: CertificateParts): string {
  nextSerial += 1;
  const validity = sequence(utcTime(spec.from ?? '200101000000Z'), utcTime(spec.to ?? '491231235959Z'));
  const names = [...(spec.dns ?? []).map((dns) => der(0x82, Buffer.from(dns))), ...(spec.ips ?? []).map((ip) => der(0x87, Buffer.from(ip.split('.').map(Number))))];
  const extensions = [
    extension('551d13', true, sequence(...(isAuthority ? [der(0x01, Buffer.from([0xff]))] : []))),
    extension('551d0f', true, der(0x03, Buffer.from(isAuthority ? [1, 0x06] : [7, 0x80]))),
    ...(names.length === 0 ? [] : [extension('551d11', false, sequence(...names))]),
  ];
  const body = sequence(
    der(0xa0, integer(2)),
    integer(nextSerial),
    ECDSA_SHA256,
    commonName(issuer.name),
    validity,
    commonName(subject),
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, issuer.privateKey)]));
  const base64 = sequence(body, ECDSA_SHA256, signature).toString('base64').replaceAll(/(.{64})/g, '$1\n');
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

// OID 1.2.840.10045.4.3.2.
const ECDSA_SHA256 = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

function extension(oid: string, isCritical: boolean, value: Buffer): Buffer {
  return sequence(der(0x06, Buffer.from(oid, 'hex')), ...(isCritical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value));
}

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(name)))));
}

function utcTime(time: string): Buffer {
  return der(0x17, Buffer.from(time));
}

function integer(value: number): Buffer {
  const hex = value.toString(16).padStart(4, '0');
  return der(0x02, Buffer.from(hex.replace(/^00(?=[0-7])/, ''), 'hex'));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const header = length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), content]);
}

function keyPem(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}
