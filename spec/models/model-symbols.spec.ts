import { expect, it } from 'vitest';
import { DISPLAY, MANAGER, MODEL_NAME } from '../../lib/models/model.js';

it('keeps what is a model’s own under symbols, which no field of the service can take', () => {
  expect(new Set([DISPLAY, MANAGER, MODEL_NAME]).size).toBe(3);
  for (const symbol of [DISPLAY, MANAGER, MODEL_NAME]) expect(typeof symbol).toBe('symbol');
});
