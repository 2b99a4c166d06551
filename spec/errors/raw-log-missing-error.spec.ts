import { describe, expect, it } from 'vitest';
import { RawLogMissingError, RxOffersError } from 'rxoffers';

describe('RawLogMissingError', () => {
  it('says which day is missing, and how to pass over it', () => {
    const error = new RawLogMissingError('20160920');
    expect(error).toBeInstanceOf(RxOffersError);
    expect(error).toMatchObject({ name: 'RawLogMissingError', dirName: '20160920' });
    expect(error.message).toBe(
      "No raw logs are listed for 20160920; onMissing: 'skip' passes over days that are not there",
    );
  });
});
