import { crc32, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly time: Date;
  readonly bytes: Buffer;
}

/** The flag of a name in UTF-8. */
const UTF8 = 0x800;

/** Reads a zip by its central directory (APPNOTE 6.3.9, without zip64) and checks every length and CRC-32 in it. */
export function readZip(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) throw new Error('the end of the central directory is missing');
  let at = zip.readUInt32LE(end + 16);
  const entries = Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('this is no entry of the central directory');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const header = zip.subarray(at, (at += 46 + nameLength + extraLength + commentLength));
    const name = header.toString('utf8', 46, 46 + nameLength);
    const isUtf8 = (header.readUInt16LE(8) & UTF8) !== 0;
    if (!isUtf8 && !/^[ -~]*$/.test(name)) throw new Error(`others take ${name} for cp437: its flag is missing`);
    const bytes = contents(zip, header.readUInt32LE(42), header.readUInt16LE(10), header.readUInt32LE(20));
    if (bytes.length !== header.readUInt32LE(24)) throw new Error(`the length of ${name} is wrong`);
    if (crc32(bytes) !== header.readUInt32LE(16)) throw new Error(`the CRC-32 of ${name} is wrong`);
    return { name, bytes, time: time(header.readUInt16LE(14), header.readUInt16LE(12)) };
  });
  if (at !== end) throw new Error('the central directory is longer than its entries');
  return entries;
}

function contents(zip: Buffer, local: number, method: number, packed: number): Buffer {
  if (zip.readUInt32LE(local) !== 0x04034b50) throw new Error('this is no local header');
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const bytes = zip.subarray(start, start + packed);
  return method === 0 ? bytes : inflateRawSync(bytes);
}

function time(date: number, clock: number): Date {
  const [year, month, day] = [(date >> 9) + 1980, (date >> 5) & 15, date & 31];
  return new Date(Date.UTC(year, month - 1, day, clock >> 11, (clock >> 5) & 63, (clock & 31) * 2));
}
