import { argument, argumentId } from '../arguments.js';
import { refuse } from '../api-failure.js';
import type { Handlers } from '../call.js';
import { textIn } from '../data/row.js';

/** The countries an offer is aimed at, which go by their codes. */
export const offerCountryHandlers: Handlers = {
  addTargetCountry: (call) => {
    const id = argumentId(call, 'id', 'Offer');
    const code = argument(call, 'country_code');
    const known = [...call.store.tables.Country.rows()].some((row) => textIn(row, 'code') === code);
    if (!known) throw refuse(`Country '${code}' is not valid.`);
    call.store.offerCountries.add(id, code);
    return true;
  },

  getTargetCountries: (call) => {
    const codes = call.store.offerCountries.of(argumentId(call, 'id', 'Offer'));
    const rows = [...call.store.tables.Country.rows()].filter((row) => codes.includes(textIn(row, 'code')));
    return rows.map((Country) => ({ Country }));
  },
};
