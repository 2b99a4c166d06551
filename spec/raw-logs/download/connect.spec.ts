import { describe, expect, it } from 'vitest';
import { connect } from '../../../lib/raw-logs/download/response.js';
import { Interruption } from '../../../lib/raw-logs/download/download-options.js';
import { serve } from '../../support/download-of.js';

const never = new AbortController().signal;
const file = Buffer.from('file');

describe('connect', () => {
  it('opens the link with the headers given', async () => {
    await using served = await serve(file);
    const attempt = await connect(served.options, { range: 'bytes=1-' }, never);
    expect([attempt.status, attempt.header('content-range')]).toEqual([206, 'bytes 1-3/4']);
    attempt.close();
  });

  it('replaces a refused link once', async () => {
    await using served = await serve(file, () => ({ refuse: { status: 403 } }));
    await expect(connect(served.options, {}, never)).rejects.toMatchObject({ name: 'HttpError', status: 403 });
    expect(served.server.requests).toHaveLength(2);
    expect(served.asked()).toBe(2);
  });

  it('calls a busy server an interruption, and closes every attempt', async () => {
    await using served = await serve(file, () => ({ refuse: { status: 503, headers: { 'retry-after': '2' } } }));
    const error = await connect(served.options, {}, never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Interruption);
    expect(error).toMatchObject({ retryAfter: 2000 });
  });
});
