import type { ApiErrorItem } from '../errors/api-error-item.js';

// Wordings of wire.md; the network id's is recorded, the others are those that other clients match.
const REFUSAL = /is not authenticated|is not white-?listed|Network id is not valid|not authorized to/i;

/** Whether the service refused who asks, not what was asked. */
export const isAuthenticationRefusal = (items: readonly ApiErrorItem[]): boolean =>
  items.some(({ publicMessage, message }) => REFUSAL.test(`${publicMessage ?? ''} ${message ?? ''}`));
