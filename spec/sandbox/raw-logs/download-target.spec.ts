import { describe, expect, it } from 'vitest';
import { downloadPath, downloadTarget, isDownload } from '../../../lib/sandbox/raw-logs/links.js';

describe('downloadTarget', () => {
  it('finds the file of a path again', () => {
    const target = { type: 'clicks', filename: '20160909/clicks-1-a.zip' };
    expect(downloadPath(target)).toBe('/raw-logs/clicks/20160909/clicks-1-a.zip');
    expect(downloadTarget(downloadPath(target))).toEqual(target);
    expect(downloadTarget('/raw-logs/')).toEqual({ type: '', filename: '' });
  });
});

describe('isDownload', () => {
  it('goes by the path alone', () => {
    expect([
      isDownload({ url: '/raw-logs/clicks/a.zip?x=1' }),
      isDownload({ url: '/Apiv3/json?Method=download' }),
    ]).toEqual([...[true, false]]);
  });
});
