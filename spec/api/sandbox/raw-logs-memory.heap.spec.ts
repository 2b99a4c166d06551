import { describe, expect, it } from 'vitest';
import { linkTo, openLogs } from '../../support/sandbox-logs.js';

describe('a download of 200 MB', () => {
  it('is created while it is sent, not held in memory', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 345_000, compression: 'store', quirks: 0 });
    const size = await sandbox.rawLogs.size('clicks', filename);
    expect(size).toBeGreaterThan(200e6);
    const link = await linkTo(sandbox, filename);
    gc?.();
    const before = process.memoryUsage().rss;
    let largest = 0;
    let received = 0;
    const { body } = (await fetch(link)) as { body: AsyncIterable<Uint8Array> };
    for await (const chunk of body) {
      received += chunk.length;
      largest = Math.max(largest, process.memoryUsage().rss - before);
    }
    expect(received).toBe(size);
    expect(largest).toBeLessThan(80e6);
  });
});
