import { describe, expect, it } from 'vitest';
import type { RawLogOptions } from 'rxoffers/sandbox';
import { fileHeaders, identityOf } from '../../../lib/sandbox/raw-logs/file-part.js';
import { rawLogSettings } from '../../../lib/sandbox/raw-logs/options.js';
import { entryOf } from './raw-log-call.js';

const identity = (version = 0, options: RawLogOptions = {}) =>
  identityOf(entryOf({ version }), 1, rawLogSettings(options));

describe('identityOf', () => {
  it('is another for another version, and for bytes that lie otherwise', () => {
    const all = [identity(), identity(1), identity(0, { compression: 'store' }), identity(0, { descriptor: true })];
    expect(new Set(all.map(({ etag }) => etag)).size).toBe(4);
    expect(identity().etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(identity()).toEqual(identity());
  });

  it('is dated when the hour is over, later with each version', () => {
    expect([identity().lastModified, identity(1).lastModified]).toEqual([
      ...['Fri, 09 Sep 2016 10:00:00 GMT', 'Fri, 09 Sep 2016 10:00:01 GMT'],
    ]);
  });
});

describe('fileHeaders', () => {
  it('says what a client may rely on', () => {
    expect(fileHeaders(identity(), true)).toEqual({
      'content-type': 'application/zip',
      'accept-ranges': 'bytes',
      'last-modified': 'Fri, 09 Sep 2016 10:00:00 GMT',
      etag: identity().etag,
    });
    expect(Object.keys(fileHeaders(identity(0, { etags: false }), false))).toEqual(['content-type', 'last-modified']);
  });
});
