import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { selectDirs } from '../../../lib/raw-logs/listing/range.js';

describe('selectDirs', () => {
  it('takes those from the first to the last, oldest first, each once', () => {
    const names = ['20160911', '20160909', '20160910', '20160908', '20160909', '20170909'];
    expect(selectDirs(names, '20160909', '20160911')).toEqual(['20160909', '20160910', '20160911']);
  });

  it('refuses a dir that is no day, rather than pass over it', () => {
    expect(() => selectDirs(['20160909', 'archive'], '20160101', '20161231')).toThrow(
      new ProtocolError('A date dir is named "archive", which is no day: it has no place in a range'),
    );
    expect(() => selectDirs(['201609'], '20160101', '20161231')).toThrow(ProtocolError);
  });
});
