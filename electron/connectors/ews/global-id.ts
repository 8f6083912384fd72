/** MS-OXOCAL §2.2.1.27: begins every global object id. */
const MARK = '040000008200E00074C5B7101A82E008';
/** MS-OXCICAL §2.1.3.1.1.20.26: begins the data where the UID is one from another calendar. */
const FOREIGN = Buffer.from('vCal-Uid\u0001\0\0\0', 'latin1');

/** The clean global object id (base64) that an event with this UID has. */
export function globalIdOf(uid: string): string {
  if (uid.toUpperCase().startsWith(MARK) && /^(?:[0-9a-f]{2})+$/i.test(uid)) {
    const bytes = Buffer.from(uid, 'hex');
    // The date of an occurrence is not in the clean one.
    return bytes.fill(0, 16, 20).toString('base64');
  }
  const data = Buffer.concat([FOREIGN, Buffer.from(uid, 'utf8'), Buffer.alloc(1)]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(MARK, 'hex'), Buffer.alloc(20), length, data]).toString('base64');
}
