import { describe, expect, it } from 'vitest';
import { textValue } from '../../../lib/sandbox/catalog/generated-entity.js';
import { randomFor } from '../../../lib/sandbox/store/random.js';

const draws = randomFor(1, 'texts');
const text = (field: string, id = 3): string | null => textValue(draws(id), id, field);

describe('textValue', () => {
  it('goes by the name of the field', () => {
    expect(text('email')).toBe('user3@example.com');
    expect(text('offer_url')).toBe('http://www.example.com/3');
    expect(text('signup_ip')).toMatch(/^192\.0\.2\.\d+$/);
    expect(text('country_code')).toMatch(/^[A-Z]{2}$/);
    expect(text('status')).toBe('active');
    expect(text('api_key')).toMatch(/^[0-9a-f]{32}$/);
    expect(text('first_name')).toMatch(/^[A-Z][a-z]+$/);
    expect(text('name')).toMatch(/ 3$/);
    expect(text('conversions')).toMatch(/^\d+$/);
    expect(text('date_updated')).toMatch(/^\d{4}-\d\d-\d\d /);
  });

  it('shows no passwords', () => {
    expect(text('password_confirmation')).toBeNull();
  });

  it('has the field and the id in any other text, and now and then null', () => {
    const texts = Array.from({ length: 40 }, (_, id) => text('affiliate_access', id));
    expect(texts).toContain('affiliate access 7');
    expect(texts).toContain(null);
  });

  it('is the same each time', () => {
    expect(text('company')).toBe(text('company'));
  });
});
