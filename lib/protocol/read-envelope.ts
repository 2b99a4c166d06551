import type { ApiErrorItem } from '../errors/api-error-item.js';
import { ProtocolError } from '../errors/protocol-error.js';
import type { Decoded } from './decoded.js';
import { getKey, isDecodedObject } from './entries-of.js';
import { readErrors } from './read-errors.js';

/** What a reply says: data, or why not. */
export type Envelope =
  { readonly ok: true; readonly data: Decoded } | { readonly ok: false; readonly items: readonly ApiErrorItem[] };

/**
 * Opens the envelope of a reply. Success is `status === 1` and nothing else: a refusal was seen with an empty `errors`
 * and only `errorMessage`, and one without any `status`.
 *
 * @throws ProtocolError when there is no envelope.
 */
export const readEnvelope = (reply: Decoded): Envelope => {
  const response = isDecodedObject(reply) ? getKey(reply, 'response') : undefined;
  if (!isDecodedObject(response)) throw new ProtocolError('The reply has no "response"');
  const status = getKey(response, 'status');
  if (status === 1) return { ok: true, data: getKey(response, 'data') ?? null };
  const items = readErrors(response);
  if (items.length === 0 && status === undefined)
    throw new ProtocolError('The reply has neither a status nor an error');
  return { ok: false, items };
};
