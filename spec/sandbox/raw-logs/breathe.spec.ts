import { describe, expect, it } from 'vitest';
import { breathe } from '../../../lib/sandbox/raw-logs/archives.js';
import { bytesOf, never } from './raw-log-call.js';

const chunks = Array.from({ length: 40 }, (_, index) => Buffer.from([index]));

describe('breathe', () => {
  it('hands everything on, and lets others work meanwhile', async () => {
    let turns = 0;
    let over = false;
    const count = (): void => {
      turns += 1;
      if (!over) setImmediate(count);
    };
    setImmediate(count);
    const bytes = await bytesOf(breathe(chunks, never));
    over = true;
    expect([...bytes]).toEqual(chunks.map(([byte]) => byte));
    expect(turns).toBeGreaterThan(5);
  });

  it('ends with the reason of its signal', async () => {
    const leaving = new AbortController();
    const reading = breathe(chunks, leaving.signal);
    await reading.next();
    leaving.abort(new Error('left'));
    await expect(reading.next()).rejects.toThrow('left');
  });
});
