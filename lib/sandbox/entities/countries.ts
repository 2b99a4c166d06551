import type { Entity, Row } from '../store/entity.js';

const LINES = [
  ...['40:AT:austria', '56:BE:belgium', '203:CZ:czech republic', '276:DE:germany', '208:DK:denmark', '724:ES:spain'],
  ...['246:FI:finland', '250:FR:france', '826:GB:united kingdom', '380:IT:italy', '528:NL:netherlands'],
  ...['616:PL:poland', '643:RU:russia', '703:SK:slovakia', '840:US:united states', '710:ZA:south africa'],
];

/** The rows of countries, with the ids and codes of ISO 3166. */
export const COUNTRIES: readonly Row[] = LINES.map((line) => {
  const [id = '', code = '', name = ''] = line.split(':');
  return { id, code, name, regions: [] };
});

/** Countries. Their rows are {@link COUNTRIES}; none are generated. */
export const country: Entity = {
  name: 'Country',
  noun: 'country',
  template: { id: '', code: null, name: null, regions: [] },
  generate: () => ({}),
};
