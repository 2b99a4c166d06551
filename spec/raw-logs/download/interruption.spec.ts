import { expect, it } from 'vitest';
import { Interruption } from '../../../lib/raw-logs/download/download-options.js';

it('carries what the caller would be told', () => {
  const error = new Error('reset');
  expect(new Interruption(error, 5)).toMatchObject({ message: 'reset', error, retryAfter: 5 });
});
