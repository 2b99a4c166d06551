import type { Entity, Row } from '../store/entity.js';

const NAMES = [
  ...['40:AT:austria', '56:BE:belgium', '203:CZ:czech republic', '276:DE:germany', '208:DK:denmark', '724:ES:spain'],
  ...['246:FI:finland', '250:FR:france', '826:GB:united kingdom', '380:IT:italy', '528:NL:netherlands'],
  ...['616:PL:poland', '643:RU:russia', '703:SK:slovakia', '840:US:united states', '710:ZA:south africa'],
];

/** Countries have the ids and codes of ISO 3166. */
export const COUNTRIES: readonly Row[] = NAMES.map((line) => {
  const [id = '', code = '', name = ''] = line.split(':');
  return { id, code, name, regions: [] };
});

/** Countries: a fixed list, nothing generated. */
export const country: Entity = {
  name: 'Country',
  noun: 'country',
  template: { id: '', code: null, name: null, regions: [] },
  generate: () => ({}),
};
