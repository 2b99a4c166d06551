import { ENTITIES } from '../entities/entities.js';
import { ADJECTIVES, COMPANIES, CURRENCIES, FIRST_NAMES, FORMS, LAST_NAMES, NOUNS } from '../entities/words.js';
import { dateTime, DAY, EPOCH, NO_DATE, unixSeconds } from '../store/dates.js';
import { type Counts, type Entity, GENERATED_ROWS, reference, type Row } from '../store/entity.js';
import type { Random } from '../store/random.js';
import { type Json, own } from '../wire/json.js';
import { kindsOf } from './kinds.js';
import { type FieldKind } from '../../catalog/wire-types.js';

/** What rows go by: their id or, where a model has none, the id of what they are about. */
export const keyColumn = ({ template }: Pick<Entity, 'template'>): string | undefined =>
  Object.hasOwn(template, 'id') ? 'id' : Object.keys(template).find((column) => column.endsWith('_id'));

/** A value that the service is known to have, by model and field where the field alone does not tell. */
const VALUES: Readonly<Record<string, string>> = {
  'AffiliateReceipt.status': 'success',
  'OfferPixel.type': 'code',
  'OfferWhitelist.type': 'postback',
  'ScheduledOfferChange.type': 'payout',
  action: 'allow',
  approval_status: 'approved',
  attribute: 'Custom',
  content_type: 'ip_address',
  location: 'internal',
  method: 'paypal',
  model: 'Offer',
  payout_type: 'cpa_flat',
  rate_type: 'percentage',
  revenue_type: 'cpa_flat',
};

/** A plausible value of a field that takes only some. */
export const enumValue = (model: string, field: string): string =>
  own(VALUES, `${model}.${field}`) ?? own(VALUES, field) ?? 'active';

type MakeText = (draw: Random, id: number, field: string) => string | null;

const words: MakeText = (draw, id) => `${draw.pick(ADJECTIVES)} ${draw.pick(NOUNS)} ${id}`;

const rest: MakeText = (draw, id, field) => (draw.chance(0.3) ? null : `${field.replaceAll('_', ' ')} ${id}`);

/** What a text is like, by the name of its field; the first that fits. */
const TEXT_MAKERS: readonly (readonly [fits: RegExp, make: MakeText])[] = [
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
  (TEXT_MAKERS.find(([fits]) => fits.test(field))?.[1] ?? rest)(draw, id, field);

/** What a value is made from. */
export interface FieldPlace {
  readonly model: string;
  readonly field: string;
  /** The id of the row. */
  readonly id: number;
  readonly draw: Random;
  readonly counts: Counts;
}

type MakeValue = (place: FieldPlace) => Json;

/** `ad_campaign_id` → `AdCampaign` */
const modelIn = (field: string): string =>
  field
    .replace(/_id$/, '')
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** Ids of the service's own affairs (`SHARED_Accounts_id`, `_NETWORK_offer_id`) were never seen filled. */
const idValue: MakeValue = ({ field, draw, counts }) => {
  if (!/^[a-z]/.test(field)) return null;
  return reference(draw, own(counts, modelIn(field)) ?? GENERATED_ROWS);
};

const instant = ({ draw }: FieldPlace): number => EPOCH - draw.int(1, 300 * (DAY / 1000)) * 1000;

const MAKERS: Readonly<Record<FieldKind, MakeValue>> = {
  array: () => [],
  boolean01: ({ draw }) => draw.pick(['0', '1']),
  date: (place) => dateTime(instant(place)).slice(0, 10),
  datetime: (place) => (place.draw.chance(0.1) ? NO_DATE : dateTime(instant(place))),
  decimal: ({ draw }) => draw.decimal(0.5, 40, 5),
  enum: ({ model, field }) => enumValue(model, field),
  id: idValue,
  int: ({ draw }) => String(draw.int(0, 500)),
  object: () => ({}),
  string: ({ draw, id, field }) => textValue(draw, id, field),
  timestamp: (place) => unixSeconds(instant(place)),
};

/** A plausible value of a field, as the service would write it: nearly all are texts. */
export const fieldValue = (kind: FieldKind, place: FieldPlace): Json => MAKERS[kind](place);

type Kinds = Readonly<Record<string, FieldKind>>;

/** What a field of a new row has that nobody gave a value. */
const initialValue = (model: string, field: string, kind: FieldKind): Json => {
  switch (kind) {
    case 'array':
      return [];
    case 'object':
      return {};
    case 'boolean01':
    case 'int':
      return '0';
    case 'decimal':
      return '0.00000';
    case 'enum':
      return enumValue(model, field);
    default:
      return field === 'status' ? 'active' : null;
  }
};

/** Fields that say when, set when the pattern fits their names. */
const datesOf =
  (kinds: Kinds, fits: RegExp) =>
  (now: number): Row =>
    Object.fromEntries(
      Object.entries(kinds)
        .filter(([field, kind]) => fits.test(field) && (kind === 'datetime' || kind === 'timestamp'))
        .map(([field, kind]) => [field, kind === 'timestamp' ? unixSeconds(now) : dateTime(now)] as const),
    );

/** A kind of rows made from the catalog's facts alone; of a model that it knows by name only, rows with an id. */
export const generatedEntity = (model: string): Entity => {
  const known = kindsOf(model) ?? {};
  const kinds: Kinds = Object.keys(known).length === 0 ? { id: 'id' } : known;
  const fields = Object.entries(kinds);
  const template = Object.fromEntries(fields.map(([field, kind]) => [field, initialValue(model, field, kind)]));
  const key = keyColumn({ template });
  return {
    name: model,
    noun: model.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(),
    rows: GENERATED_ROWS,
    isOpen: true,
    template,
    generate: (id, draw, counts) =>
      Object.fromEntries(
        fields.map(([field, kind]) => {
          const value = fieldValue(kind, { model, field, id, draw, counts });
          return [field, field === key ? String(id) : value];
        }),
      ),
    onCreate: datesOf(kinds, /^(created|datetime|date_created|date_added|join_date|modified)/),
    onUpdate: datesOf(kinds, /^(modified|updated|date_updated)/),
  };
};

/** The kind of rows of a model: one with a table of its own, or one made from the catalog. */
export const entityOf = (model: string): Entity => own(ENTITIES, model) ?? generatedEntity(model);
