import { describe, expect, it } from 'vitest';
import { createLogRequests } from '../../../lib/raw-logs/listing/listing.js';
import { collect } from '../../support/collect.js';
import { hours, listedLogs } from '../../support/listed-logs.js';

describe('createLogRequests', () => {
  const { call, asked } = listedLogs({ '20160909': hours('20160909', 1, 2) });
  const requests = createLogRequests(call, 'conversions');

  it('asks when it is subscribed to, and reads what comes', async () => {
    const [dirs, logs] = [requests.dirs(), requests.logs('20160909')];
    expect(asked).toEqual([]);
    expect(await collect(dirs)).toEqual([[{ dirName: '20160909', displayName: 'Day 20160909' }]]);
    const [files] = await collect(logs);
    expect(files?.map(({ type, startTime }) => [type, startTime.getUTCHours()])).toEqual([
      ['conversions', 2],
      ['conversions', 1],
    ]);
    expect(asked).toEqual(['listDateDirs', '20160909']);
  });
});
