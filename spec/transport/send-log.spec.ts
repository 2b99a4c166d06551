import { describe, expect, it } from 'vitest';
import { createSendLog } from '../../lib/transport/limiter.js';

describe('the log of calls', () => {
  it('says how long until one more call fits into the window', () => {
    let now = 0;
    const log = createSendLog(() => now);
    expect(log.wait(2, 100)).toBe(0);
    log.add();
    now = 40;
    log.add();
    expect(log.wait(2, 100)).toBe(61);
    expect(log.wait(1, 100)).toBe(101);
    now = 100;
    expect(log.wait(2, 100)).toBe(1);
    now = 101;
    expect(log.wait(2, 100)).toBe(0);
  });

  it('forgets a call that was taken out, and counts one from when it was touched', () => {
    let now = 0;
    const log = createSendLog(() => now);
    const call = log.add();
    now = 50;
    call.touch();
    expect(log.wait(1, 100)).toBe(101);
    expect(call.remove()).toBe(true);
    expect(call.remove()).toBe(false);
    call.touch();
    expect(log.wait(1, 100)).toBe(0);
  });
});
