import { describe, expect, it } from 'vitest';
import { redactLink } from '../../../lib/raw-logs/download/response.js';

const link = 'https://user:passw0rd!@s3.example.com/clicks.zip?X-Amz-Signature=abc%2Fdef%2F123456&n=1';

describe('redactLink', () => {
  it('takes out the query, its values however they are written, and what stands before the host', () => {
    expect(redactLink(`GET ${link} failed`, link)).not.toMatch(/abc|passw0rd/);
    expect(redactLink('signature abc/def/123456 is wrong', link)).toBe('signature [redacted] is wrong');
    expect(redactLink('signature abc%2Fdef%2F123456 is wrong', link)).toBe('signature [redacted] is wrong');
  });

  it('leaves other texts and short values alone', () => {
    expect(redactLink('1 of 1 attempts', link)).toBe('1 of 1 attempts');
    expect(redactLink('no query', 'https://example.com/')).toBe('no query');
  });

  it('takes out a link that is none whole', () => {
    expect(redactLink('no URL: secret?x', 'secret?x')).toBe('no URL: [redacted]');
    expect(redactLink('text', '')).toBe('text');
  });
});
