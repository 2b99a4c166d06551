import { describe, expect, it } from 'vitest';
import { HttpRefusal } from '../../../lib/sandbox/reports/limits.js';
import { openSandbox, urlOf } from '../../support/sandbox-call.js';

describe('HttpRefusal', () => {
  it('has the status', () => {
    expect(new HttpRefusal(504)).toMatchObject({ status: 504, message: 'HTTP 504', name: 'HttpRefusal' });
  });

  it('reaches the client as a status with an empty body', async () => {
    const sandbox = await openSandbox({ reports: { heavyDays: 1 }, rawLogs: { days: 2 } });
    const reply = await fetch(urlOf(sandbox, 'Report.getStats', { fields: ['Stat.clicks'] }));
    expect([reply.status, await reply.text()]).toEqual([504, '']);
  });
});
