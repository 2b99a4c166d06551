import type { ApiErrorItem } from './api-error-item.js';

const formatItem = ({ code, message, publicMessage }: ApiErrorItem): string => {
  const text = [publicMessage, message].filter((part) => part !== undefined && part !== '').join(' ');
  if (text === '') return code === undefined ? '' : `Error code: ${code}.`;
  if (code === undefined || message === undefined) return text;
  // The recorded texts end in a full stop only sometimes; the reference adds one after a lone err_msg.
  return `Error code: ${code}. ${publicMessage === undefined ? `${message.replace(/\.$/, '')}.` : text}`;
};

/**
 * The message of a {@link HasOffersError}, one line per item, as the reference client words it
 * (`behaviours.md` 139–142): `Error code: 3. Could not update affiliate. Status must be one of: …`.
 * Total: whatever the items lack, a text comes out.
 */
export const formatApiErrors = (items: readonly ApiErrorItem[]): string =>
  items
    .map(formatItem)
    .filter((line) => line !== '')
    .join('\n') || 'The API refused the call without saying why';
