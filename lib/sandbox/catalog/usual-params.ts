import type { Call } from '../call.js';
import { own } from '../own.js';
import type { Param, ParamMap } from '../wire/params.js';

/** Names that single methods have for what all the others call otherwise. */
const USUAL: Readonly<Record<string, string>> = {
  affiliateId: 'affiliate_id',
  alertId: 'alert_id',
  returnObject: 'return_object',
  sorts: 'sort',
};

/** The parameters of a call under the names that most methods have for them, without what says who calls. */
export const usualParams = ({ params, viewer }: Call): ParamMap => {
  const isKey = (name: string): boolean => name === 'api_key' && viewer.kind !== 'network';
  const pairs = [...params].filter(([name]) => !isKey(name));
  return new Map(pairs.map(([name, value]): [string, Param] => [own(USUAL, name) ?? name, value]));
};
