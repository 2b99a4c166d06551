import { sharedDrawsFor, type Draw } from '../data/draw.js';
import type { Counts } from '../data/entity.js';
import { DEVICES, type Device } from './devices.js';
import { hexPool } from './hex-pool.js';
import type { LogEntry } from './log-entry.js';
import { logClock } from './log-clock.js';
import { quirk } from './quirk.js';

/** What the cells of one row are made of. */
export interface RowFacts {
  readonly index: number;
  readonly transaction: string;
  readonly affiliate: string;
  readonly advertiser: string;
  readonly offer: string;
  readonly goal: string;
  readonly source: string;
  readonly sub1: string;
  readonly sub2: string;
  readonly sub4: string;
  readonly sub5: string;
  readonly datetime: string;
  readonly payout: number;
  readonly refer: string;
  readonly ip: string;
  readonly device: Device;
  readonly country: readonly [code: string, currency: string];
  readonly unique: string;
  readonly payoutType: string;
}

/** What the rows of a file depend on, besides the file. */
export interface RowBasis {
  readonly seed: number;
  readonly counts: Counts;
  readonly quirks: number;
  /** Whether rows have their long random texts, which take a while to draw for a file. @default true */
  readonly texts?: boolean;
}

type Country = RowFacts['country'];
const COUNTRIES: readonly [Country, ...Country[]] = [
  ['CZ', 'CZK'],
  ['ES', 'EUR'],
  ['US', 'USD'],
  ['DE', 'EUR'],
];
const SOURCES = ['NEX', 'MAIL', 'BANNER', ''] as const;
const SUBS = ['UNUSE', 'THM', 'SPRING', 'footer'] as const;
const SUB2S = ['PD', 'AD', ''] as const;
const REFERS = ['', '', 'http://www.example.com/?from=search', 'https://news.example.com/list'] as const;
const PAYOUTS = ['cpa_flat', 'cpc', 'cpa_percentage'] as const;

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');

/** `0` when the sandbox has none of them. */
const idOf = (draw: Draw, count: number): number => (count > 0 ? draw.int(1, count) : 0);

/** Long texts of random digits, put together from words that are drawn once for a file: rows are made by the million. */
const textsOf = (draw: Draw, { startTime }: LogEntry) => {
  const head = hexPool(draw, ({ hex }) => `${hex(8)}-${hex(4)}-`);
  const middle = hexPool(draw, ({ hex }) => `${hex(4)}-${hex(4)}`);
  const tail = hexPool(draw, ({ hex }) => hex(12));
  const end = hexPool(draw, ({ hex }) => hex(11));
  const start = `102${hex(Math.floor(startTime.getTime() / 1000))}`;
  return {
    uuid: (bits: number): string => head(bits) + middle(bits >>> 8) + tail(bits >>> 16),
    /** 30 digits: hour and row make them differ from every other of their file, chance from those of other files. */
    transaction: (bits: number, index: number): string =>
      start + hex(Math.imul(index + 1, 0x9e3779b1)) + end(bits >>> 24),
  };
};

const NO_TEXTS: ReturnType<typeof textsOf> = { uuid: () => '', transaction: () => '' };

/** The rows of a file: row `index` is the same whatever was asked for before. */
export const rowFacts = (entry: LogEntry, basis: RowBasis): ((index: number) => RowFacts) => {
  const { seed, counts, quirks, texts = true } = basis;
  const draws = sharedDrawsFor(seed, `rows of ${entry.type} ${entry.filename} ${entry.version}`);
  const { uuid, transaction } = texts ? textsOf(draws(-1), entry) : NO_TEXTS;
  const datetime = logClock(entry);
  return (index) => {
    const draw = draws(index);
    const offer = idOf(draw, counts.Offer);
    const odd = draw.chance(quirks);
    const bits = draw.int(0, 0xffffffff);
    return {
      index,
      transaction: transaction(bits, index),
      affiliate: String(idOf(draw, counts.Affiliate)),
      // An offer has one advertiser, in the logs too.
      advertiser: String(counts.Advertiser > 0 ? 1 + ((offer * 7) % counts.Advertiser) : 0),
      offer: String(offer),
      goal: String(draw.chance(0.2) ? idOf(draw, counts.Goal) : 0),
      source: draw.pick(SOURCES),
      sub1: draw.pick(SUBS),
      sub2: odd ? quirk(draw) : draw.pick(SUB2S),
      sub4: uuid(bits),
      sub5: odd && draw.chance(0.5) ? quirk(draw) : '',
      datetime: datetime(index),
      payout: draw.int(0, 40) * 5,
      refer: draw.pick(REFERS),
      ip: `192.0.2.${draw.int(1, 254)}`,
      device: draw.pick(DEVICES),
      country: draw.pick(COUNTRIES),
      unique: draw.chance(0.8) ? '1' : '0',
      payoutType: draw.pick(PAYOUTS),
    };
  };
};
