import { DAY, EPOCH, dateTime } from '../data/dates.js';
import type { Draw } from '../data/draw.js';
import { ADJECTIVES, COMPANIES, CURRENCIES, FIRST_NAMES, FORMS, LAST_NAMES, NOUNS } from '../entities/words.js';

type MakeText = (draw: Draw, id: number, field: string) => string | null;

const words: MakeText = (draw, id) => `${draw.pick(ADJECTIVES)} ${draw.pick(NOUNS)} ${id}`;

const rest: MakeText = (draw, id, field) => (draw.chance(0.3) ? null : `${field.replaceAll('_', ' ')} ${id}`);

/** What a text is like, by the name of its field; the first that fits. */
const MAKERS: readonly (readonly [fits: RegExp, make: MakeText])[] = [
  [/password/, () => null],
  [/email$/, (_draw, id) => `user${id}@example.com`],
  [/(url|uri|link|redirect|thumbnail)$/, (_draw, id) => `http://www.example.com/${id}`],
  [/^ip(_|$)|_ip$/, (draw) => `192.0.2.${draw.int(1, 254)}`],
  [/hostname|domain/, (_draw, id) => `go${id}.example.com`],
  [/country(_code)?$/, (draw) => draw.pick(['CZ', 'ES', 'US', 'DE'])],
  [/currency/, (draw) => draw.pick(CURRENCIES)],
  [/status$/, () => 'active'],
  [/hash|token|api_key|salt|sha1|md5/, (draw) => draw.hex(32)],
  [/first_name/, (draw) => draw.pick(FIRST_NAMES)],
  [/last_name/, (draw) => draw.pick(LAST_NAMES)],
  [/company/, (draw, id) => `${draw.pick(COMPANIES)} ${draw.pick(FORMS)} ${id}`],
  [/name$|^title$/, words],
  [/phone|fax/, (draw) => `+420${draw.int(100_000_000, 999_999_999)}`],
  [/^(conversions|impressions)$/, (draw) => String(draw.int(0, 500))],
  [/date|modified|created|updated/, (draw) => dateTime(EPOCH - draw.int(1, 300) * DAY)],
];

/** A plausible text for a field; now and then none, where the field is nothing that every row has. */
export const textValue: MakeText = (draw, id, field) =>
  (MAKERS.find(([fits]) => fits.test(field))?.[1] ?? rest)(draw, id, field);
