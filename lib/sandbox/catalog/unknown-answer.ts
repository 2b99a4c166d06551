import type { CatalogCall } from './catalog-call.js';
import { objectAnswer } from './object-answer.js';
import type { Json } from '../wire/json.js';

/** Answers that were never seen: they differ from method to method, so that nobody counts on one shape. */
export const unknownAnswer = ({ call, facts }: CatalogCall): Json => {
  const turn = call.method.length % 3;
  if (!facts.isRead) return turn === 0 ? null : true;
  if (turn === 0) return ['1', '2', '3'];
  return turn === 1 ? objectAnswer(call) : '1';
};
