import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import type { Decoded } from '../../../lib/protocol/decoded.js';
import { parseLogFiles } from '../../../lib/raw-logs/listing/listing.js';

const row = (startTimestamp: Decoded): Decoded => ({
  logFiles: [{ displayName: 'Sep 9, 2016 - 09:00 am', filename: '20160909/a.zip', startTimestamp }],
});

describe('readLogFiles', () => {
  it('reads seconds as a time, and says of which type the file is', () => {
    expect(parseLogFiles(row('1473411600'), 'clicks')).toEqual([
      {
        type: 'clicks',
        filename: '20160909/a.zip',
        displayName: 'Sep 9, 2016 - 09:00 am',
        startTime: new Date('2016-09-09T09:00:00Z'),
      },
    ]);
    expect(parseLogFiles(row(1473411600), 'clicks')[0]?.startTime).toEqual(new Date('2016-09-09T09:00:00Z'));
  });

  it.each<[Decoded, string]>([
    ['soon', '"soon"'],
    ['', '""'],
    ['1473411600.5', '"1473411600.5"'],
    ['-1', '"-1"'],
    ['99999999999999999', '"99999999999999999"'],
    [null, 'null'],
    [[1], '[1]'],
  ])('refuses %j as a start', (value, shown) => {
    expect(() => parseLogFiles(row(value), 'clicks')).toThrow(
      new ProtocolError(`The startTimestamp of 20160909/a.zip should be seconds, and is ${shown}`),
    );
  });

  it('refuses a file without a start, or without a name', () => {
    expect(() => parseLogFiles({ logFiles: [{ filename: 'a.zip' }] }, 'clicks')).toThrow('and is nothing');
    expect(() => parseLogFiles({ logFiles: [{ startTimestamp: '1' }] }, 'clicks')).toThrow('without its "filename"');
  });
});
