import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openResponse } from '../../../lib/raw-logs/download/response.js';
import { Interruption } from '../../../lib/raw-logs/download/download-options.js';
import { serve } from '../../support/download-of.js';
import { SECRET } from '../../support/file-server.js';

const file = Buffer.alloc(100_000, 'x');

describe('openAttempt', () => {
  it('gives status, headers and bytes', async () => {
    await using served = await serve(file);
    const attempt = await openResponse(served.options, served.server.link, {}, new AbortController().signal);
    expect(attempt.status).toBe(200);
    expect(attempt.header('etag')).toBe('"v1"');
    expect(attempt.header('x-none')).toBeUndefined();
    let length = 0;
    for (let chunk = await attempt.next(); chunk; chunk = await attempt.next()) length += chunk.length;
    expect(length).toBe(file.length);
    attempt.close();
  });

  it('turns breaks into interruptions, without the secrets of the link', async () => {
    await using served = await serve(file, () => ({ hangUp: true }));
    const { signal } = new AbortController();
    const error = await openResponse(served.options, served.server.link, {}, signal).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Interruption);
    const echo = { ...served.options, open: () => Promise.reject(new Error(`connect ${served.server.link}`)) };
    const told = await openResponse(echo, served.server.link, {}, signal).catch((reason: unknown) => reason);
    expect((told as Interruption).error.message).toMatch(/^Download of .*connect/);
    expect((told as Interruption).error.message).not.toContain(SECRET);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('closes the connection, and follows its signal no longer', async () => {
    await using served = await serve(file, () => ({ stallAt: 10 }));
    const { signal } = new AbortController();
    const attempt = await openResponse(served.options, served.server.link, {}, signal);
    await attempt.next();
    attempt.close();
    await expect.poll(() => served.server.sockets.size).toBe(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
