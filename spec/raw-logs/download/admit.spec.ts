import { describe, expect, it } from 'vitest';
import { ProtocolError, RawLogChangedError } from 'rxoffers';
import { validateResponse } from '../../../lib/raw-logs/download/resume.js';
import type { DownloadResponse } from '../../../lib/raw-logs/download/response.js';
import { Interruption } from '../../../lib/raw-logs/download/download-options.js';
import { type Progress, startProgress } from '../../../lib/raw-logs/download/resume.js';

const answer = (status: number, headers: Record<string, string>): DownloadResponse => ({
  status,
  header: (name) => headers[name],
  next: () => Promise.resolve(undefined),
  close: () => undefined,
});
const at = (offset: number, total?: number, etag?: string): Progress => ({
  ...startProgress({ etag, lastModified: undefined, total }),
  offset,
});

describe('admit', () => {
  it('learns what file it is from the first answer', () => {
    const progress = at(0);
    expect(validateResponse(answer(200, { 'content-length': '10', etag: '"a"' }), progress, 'f')).toBe(0);
    expect(progress.identity).toMatchObject({ total: 10, etag: '"a"' });
  });

  it('admits the wanted piece, and the whole again', () => {
    expect(validateResponse(answer(206, { 'content-range': 'bytes 5-9/10' }), at(5, 10), 'f')).toBe(5);
    expect(validateResponse(answer(206, { 'content-range': 'bytes 5-9/10' }), at(5), 'f')).toBe(5);
    expect(validateResponse(answer(200, { 'content-length': '10' }), at(5, 10), 'f')).toBe(0);
  });

  it.each(['bytes 4-9/10', 'bytes 6-9/10', 'bytes 5-9/*', 'bytes */10', 'x', ''])(
    'has no use for a piece that says %j, and asks for no further ranges',
    (header) => {
      const progress = at(5, 10);
      expect(() => validateResponse(answer(206, { 'content-range': header }), progress, 'f')).toThrow(Interruption);
      expect(progress.ranges).toBe(false);
    },
  );

  it('notices another file', () => {
    expect(() => validateResponse(answer(206, { 'content-range': 'bytes 5-9/11' }), at(5, 10), 'f')).toThrow(
      RawLogChangedError,
    );
    expect(() => validateResponse(answer(200, { 'content-length': '11' }), at(5, 10), 'f')).toThrow(RawLogChangedError);
    expect(() => validateResponse(answer(200, { etag: '"b"' }), at(5, 10, '"a"'), 'f')).toThrow(RawLogChangedError);
    expect(() => validateResponse(answer(416, { 'content-range': 'bytes */4' }), at(5, 10), 'f')).toThrow(
      RawLogChangedError,
    );
  });

  it('takes 416 for the end only of a file of unknown length that is exactly so long', () => {
    expect(validateResponse(answer(416, { 'content-range': 'bytes */5' }), at(5), 'f')).toBe('end');
    expect(() => validateResponse(answer(416, { 'content-range': 'bytes */4' }), at(5), 'f')).toThrow(
      RawLogChangedError,
    );
    expect(() => validateResponse(answer(416, { 'content-range': 'bytes */10' }), at(5, 10), 'f')).toThrow(
      Interruption,
    );
    expect(() => validateResponse(answer(416, {}), at(5, 10), 'f')).toThrow(Interruption);
  });

  it('refuses bytes that are not those of the file', () => {
    expect(() => validateResponse(answer(200, { 'content-encoding': 'gzip' }), at(0), 'f')).toThrow(ProtocolError);
    expect(validateResponse(answer(200, { 'content-encoding': 'identity' }), at(0), 'f')).toBe(0);
  });
});
