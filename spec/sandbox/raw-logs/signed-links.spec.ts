import { describe, expect, it } from 'vitest';
import { createSignedLinks } from '../../../lib/sandbox/raw-logs/links.js';

const NOW = Date.parse('2016-09-09T10:00:00.250Z');
const links = createSignedLinks(1, 1500);
const urlOf = (link: string): URL => new URL(link, 'http://127.0.0.1');
const link = urlOf(links.sign('/raw-logs/clicks/20160909/a.zip', NOW));

describe('createSignedLinks', () => {
  it('signs links that look like those of S3', () => {
    expect(link.pathname).toBe('/raw-logs/clicks/20160909/a.zip');
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      'X-Amz-Date': '20160909T100000Z',
      'X-Amz-Expires': '2',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('opens until the life of a link is over, to the millisecond', () => {
    expect([links.check(link, NOW), links.check(link, NOW + 1499)]).toEqual([undefined, undefined]);
    expect(links.check(link, NOW + 1500)).toEqual({ expiredAt: NOW + 1500 });
  });

  it('refuses what was changed, signed by another, or not signed at all', () => {
    const other = urlOf(link.href.replace('a.zip', 'b.zip'));
    const longer = urlOf(link.href.replace(/deadline=\d+/, 'deadline=9999999999999'));
    const foreign = urlOf(createSignedLinks(2, 1500).sign(link.pathname, NOW));
    expect([other, longer, foreign].map((url) => links.check(url, NOW))).toEqual(['forged', 'forged', 'forged']);
    expect(links.check(urlOf(link.pathname), NOW)).toBe('unsigned');
  });
});
