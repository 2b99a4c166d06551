import { expect, it } from 'vitest';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { END_LENGTH, parseEndRecord, parseZip64End, widenEnd } from '../../../lib/raw-logs/archive/zip-format.js';
import { buildZip } from '../../support/zip-builder.js';

const damage = damageOf('f');

it('reads both records, and takes from the wide one what the other leaves to it', () => {
  const zip = buildZip([{ data: Buffer.from('x') }], { zip64End: true });
  const narrow = parseEndRecord(zip.subarray(-END_LENGTH), damage);
  expect(narrow).toEqual({ entries: 0xffff, size: 0xffffffff, offset: 0xffffffff });
  const wide = parseZip64End(zip.subarray(-END_LENGTH - 20 - 56), damage);
  expect(wide.entries).toBe(1);
  expect(widenEnd(narrow, wide)).toEqual(wide);
  expect(widenEnd({ ...narrow, entries: 7 }, wide).entries).toBe(7);
  expect(widenEnd(narrow, undefined)).toBe(narrow);
});

it('refuses an archive in several volumes', () => {
  const end = Buffer.from(buildZip([]));
  end.writeUInt16LE(2, 4);
  expect(() => parseEndRecord(end, damage)).toThrow(/several volumes/);
});
