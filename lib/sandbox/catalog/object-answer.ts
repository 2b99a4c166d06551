import type { Call } from '../call.js';
import type { Json } from '../wire/json.js';

const NOT_ECHOED =
  /^(NetworkId|NetworkToken|IntegratorId|api_key|Target|Method|Format|Service|Version|password)$|token/i;

/** A plausible object of a shape that nobody described: what the method is about, and the texts that it was asked with. */
export const objectAnswer = ({ method, params }: Call): Json => {
  const texts = [...params].filter(([name, value]) => typeof value === 'string' && !NOT_ECHOED.test(name));
  return { name: method, value: '1', ...(Object.fromEntries(texts) as Readonly<Record<string, string>>) };
};
