import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { parseDateDirs } from '../../../lib/raw-logs/listing/listing.js';

describe('readDateDirs', () => {
  it('keeps the order of the service', () => {
    const dateDirs = [
      { displayName: 'Sep 9, 2016', dirName: '20160909' },
      { displayName: 'Sep 8, 2016', dirName: '20160908' },
    ];
    expect(parseDateDirs({ logType: 'clicks', dateDirs })).toEqual(dateDirs);
  });

  it('refuses a dir without a name', () => {
    expect(() => parseDateDirs({ dateDirs: [{ displayName: 'Sep 9, 2016' }] })).toThrow(ProtocolError);
  });
});
