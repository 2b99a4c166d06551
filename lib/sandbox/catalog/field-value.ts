import type { FieldKind } from '../../catalog/kinds-of.js';
import { DAY, EPOCH, NO_DATE, dateTime, unixSeconds } from '../data/dates.js';
import type { Draw } from '../data/draw.js';
import { reference, type Counts } from '../data/entity.js';
import { own } from '../own.js';
import type { Json } from '../wire/json.js';
import { enumValue } from './enum-value.js';
import { GENERATED_ROWS } from './generated-rows.js';
import { textValue } from './text-value.js';

/** What a value is made from. */
export interface FieldPlace {
  readonly model: string;
  readonly field: string;
  /** The id of the row. */
  readonly id: number;
  readonly draw: Draw;
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
