import type { FieldKind } from '../../catalog/wire-types.js';
import { ENTITIES } from '../entities/entities.js';
import { type Counts, dateTime, DAY, type Entity, NO_DATE, type Row, unixSeconds } from '../store/entity.js';
import {
  ADJECTIVES,
  COMPANIES,
  CURRENCIES,
  EPOCH,
  FIRST_NAMES,
  FORMS,
  GENERATED_ROWS,
  LAST_NAMES,
  NOUNS,
  type Random,
  reference,
} from '../store/random.js';
import { type Json, own } from '../wire/json.js';
import { KIND_TABLE } from './generated/kind-table.js';

const KINDS: Readonly<Record<string, FieldKind>> = {
  a: 'array',
  b: 'boolean01',
  d: 'date',
  e: 'enum',
  i: 'id',
  m: 'decimal',
  n: 'int',
  o: 'object',
  t: 'datetime',
  u: 'timestamp',
};

/** Maps the fields of a model to their kinds; `undefined` for a model that the catalog lacks. */
export const kindsOf = (model: string): Readonly<Record<string, FieldKind>> | undefined => {
  if (!Object.hasOwn(KIND_TABLE, model)) return undefined;
  const entries = (KIND_TABLE[model] ?? '').split(' ').filter((entry) => entry !== '');
  return Object.fromEntries(
    entries.map((entry) => {
      const [field = '', letter = ''] = entry.split(':');
      return [field, KINDS[letter] ?? 'string'];
    }),
  );
};

/** The column that identifies a row: `id` or, in a model without it, the first id of another row. */
export const keyColumn = ({ template }: Pick<Entity, 'template'>): string | undefined =>
  Object.hasOwn(template, 'id') ? 'id' : Object.keys(template).find((column) => column.endsWith('_id'));

/** A value of the catalog for each enum, by its field, or by model and field where models differ. */
const ENUM_VALUES: Readonly<Record<string, string>> = {
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

/** A plausible value of an enum. */
const enumValue = (model: string, field: string): string =>
  own(ENUM_VALUES, `${model}.${field}`) ?? own(ENUM_VALUES, field) ?? 'active';

type CreateText = (random: Random, id: number, field: string) => string | null;

const title: CreateText = (random, id) => `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)} ${id}`;

const anyText: CreateText = (random, id, field) => (random.chance(0.3) ? null : `${field.replaceAll('_', ' ')} ${id}`);

/** How to create a text, by the name of its field. The first match applies. */
const TEXTS: readonly (readonly [pattern: RegExp, create: CreateText])[] = [
  [/password/, () => null],
  [/email$/, (_draw, id) => `user${id}@example.com`],
  [/(url|uri|link|redirect|thumbnail)$/, (_draw, id) => `http://www.example.com/${id}`],
  [/^ip(_|$)|_ip$/, (random) => `192.0.2.${random.int(1, 254)}`],
  [/hostname|domain/, (_draw, id) => `go${id}.example.com`],
  [/country(_code)?$/, (random) => random.pick(['CZ', 'ES', 'US', 'DE'])],
  [/currency/, (random) => random.pick(CURRENCIES)],
  [/status$/, () => 'active'],
  [/hash|token|api_key|salt|sha1|md5/, (random) => random.hex(32)],
  [/first_name/, (random) => random.pick(FIRST_NAMES)],
  [/last_name/, (random) => random.pick(LAST_NAMES)],
  [/company/, (random, id) => `${random.pick(COMPANIES)} ${random.pick(FORMS)} ${id}`],
  [/name$|^title$/, title],
  [/phone|fax/, (random) => `+420${random.int(100_000_000, 999_999_999)}`],
  [/^(conversions|impressions)$/, (random) => String(random.int(0, 500))],
  [/date|modified|created|updated/, (random) => dateTime(EPOCH - random.int(1, 300) * DAY)],
];

/** A plausible text for a field. Fields that match no pattern are null in some rows. */
const textValue: CreateText = (random, id, field) =>
  (TEXTS.find(([pattern]) => pattern.test(field))?.[1] ?? anyText)(random, id, field);

/** A field of one row, and everything its value depends on. */
interface FieldPlace {
  readonly model: string;
  readonly field: string;
  /** The id of the row. */
  readonly id: number;
  readonly random: Random;
  readonly counts: Counts;
}

type CreateValue = (place: FieldPlace) => Json;

/** `ad_campaign_id` → `AdCampaign` */
const modelIn = (field: string): string =>
  field
    .replace(/_id$/, '')
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** Internal ids of the service (`SHARED_Accounts_id`, `_NETWORK_offer_id`) were never seen with a value. */
const idValue: CreateValue = ({ field, random, counts }) => {
  if (!/^[a-z]/.test(field)) return null;
  return reference(random, own(counts, modelIn(field)) ?? GENERATED_ROWS);
};

const instant = ({ random }: FieldPlace): number => EPOCH - random.int(1, 300 * (DAY / 1000)) * 1000;

const VALUES: Readonly<Record<FieldKind, CreateValue>> = {
  array: () => [],
  boolean01: ({ random }) => random.pick(['0', '1']),
  date: (place) => dateTime(instant(place)).slice(0, 10),
  datetime: (place) => (place.random.chance(0.1) ? NO_DATE : dateTime(instant(place))),
  decimal: ({ random }) => random.decimal(0.5, 40, 5),
  enum: ({ model, field }) => enumValue(model, field),
  id: idValue,
  int: ({ random }) => String(random.int(0, 500)),
  object: () => ({}),
  string: ({ random, id, field }) => textValue(random, id, field),
  timestamp: (place) => unixSeconds(instant(place)),
};

type Kinds = Readonly<Record<string, FieldKind>>;

/** The value of a field that a create does not set. */
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

/** Sets the date and time fields whose names match a pattern. */
const datesOf =
  (kinds: Kinds, pattern: RegExp) =>
  (now: number): Row =>
    Object.fromEntries(
      Object.entries(kinds)
        .filter(([field, kind]) => pattern.test(field) && (kind === 'datetime' || kind === 'timestamp'))
        .map(([field, kind]) => [field, kind === 'timestamp' ? unixSeconds(now) : dateTime(now)] as const),
    );

/** Creates an entity from the catalog's facts. Where the catalog knows no fields of a model, its rows have only an id. */
const generatedEntity = (model: string): Entity => {
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
    generate: (id, random, counts) =>
      Object.fromEntries(
        fields.map(([field, kind]) => {
          const value = VALUES[kind]({ model, field, id, random, counts });
          return [field, field === key ? String(id) : value];
        }),
      ),
    onCreate: datesOf(kinds, /^(created|datetime|date_created|date_added|join_date|modified)/),
    onUpdate: datesOf(kinds, /^(modified|updated|date_updated)/),
  };
};

/** The entity of a model: one of the sandbox's own, or one generated from the catalog. */
export const entityOf = (model: string): Entity => own(ENTITIES, model) ?? generatedEntity(model);
