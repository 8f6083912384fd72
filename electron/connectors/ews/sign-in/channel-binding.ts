import { createHash } from 'node:crypto';

/** MD5 of the gss_channel_bindings_struct (RFC 2744 §3.11, RFC 4121 §4.1.1.2) around `tls-server-end-point` (RFC 5929 §4) of a certificate. */
export function channelBindingOf(certificate: Uint8Array): Buffer {
  const data = Buffer.concat([Buffer.from('tls-server-end-point:', 'latin1'), createHash(hashOf(certificate)).update(certificate).digest()]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return createHash('md5').update(Buffer.concat([Buffer.alloc(16), length, data])).digest();
}

/** Object ids of signatures and hashes with SHA-384 and SHA-512, as DER has them. */
const LONGER_HASHES: readonly (readonly [string, 'sha384' | 'sha512'])[] = [
  ['2a864886f70d01010c', 'sha384'], ['2a864886f70d01010d', 'sha512'], ['2a8648ce3d040303', 'sha384'], ['2a8648ce3d040304', 'sha512'],
  ['608648016503040202', 'sha384'], ['608648016503040203', 'sha512'],
];

/** RFC 5929 §4.1: the hash of the certificate's signature; MD5 and SHA-1 are replaced by SHA-256. */
function hashOf(certificate: Uint8Array): 'sha256' | 'sha384' | 'sha512' {
  const whole = contentOf(Buffer.from(certificate));
  const afterBody = whole.subarray(endOf(whole));
  const algorithm = afterBody.subarray(0, endOf(afterBody)).toString('hex');
  return LONGER_HASHES.find(([id]) => algorithm.includes(id))?.[1] ?? 'sha256';
}

function contentOf(der: Buffer): Buffer {
  return der.subarray(headOf(der));
}

function endOf(der: Buffer): number {
  const first = der[1] ?? 0;
  return headOf(der) + (first < 0x80 ? first : der.readUIntBE(2, first & 0x7f));
}

function headOf(der: Buffer): number {
  const first = der[1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}
