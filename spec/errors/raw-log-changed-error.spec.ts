import { describe, expect, it } from 'vitest';
import { RawLogChangedError, RxOffersError } from 'rxoffers';

describe('RawLogChangedError', () => {
  it('says which file, and how it changed', () => {
    const error = new RawLogChangedError('a.zip', 'etag 1', 'etag 2');
    expect(error).toBeInstanceOf(RxOffersError);
    expect(error).toMatchObject({ name: 'RawLogChangedError', file: 'a.zip', expected: 'etag 1', actual: 'etag 2' });
    expect(error.message).toBe('a.zip changed during the download: expected etag 1, got etag 2');
  });
});
