import { dateTime } from '../store/dates.js';
import type { Counts } from '../store/entity.js';
import { type Random, sharedRandomFor } from '../store/random.js';
import type { LogEntry } from './log-entry.js';

/** What a click was made with. */
export interface Device {
  readonly agent: string;
  readonly brand: string;
  readonly model: string;
  readonly os: string;
  readonly version: string;
  readonly browser: string;
  readonly connection: string;
}

const device = (agent: string, [brand, model, os, version, browser, connection]: readonly string[]): Device => ({
  ...{ agent, brand: brand ?? '', model: model ?? '', os: os ?? '', version: version ?? '' },
  ...{ browser: browser ?? '0', connection: connection ?? '' },
});

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

/** A few devices; nearly every user agent has a comma. */
export const DEVICES = [
  device(
    `Mozilla/5.0 (Linux; Android 4.1.2; GT-S6310N Build/JZO54K) ${WEBKIT} Chrome/50.0.2661.89 Mobile Safari/537.36`,
    [...['Samsung', 'GT-S6310N', 'Android', '4.1', '8', 'mobile']],
  ),
  device(
    `Mozilla/5.0 (Linux; Android 6.0.1; SM-G920F Build/MMB29K) ${WEBKIT} Chrome/53.0.2785.97 Mobile Safari/537.36`,
    [...['Samsung', 'SM-G920F', 'Android', '6.0', '8', 'mobile']],
  ),
  device(`Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/46.0.2486.0 Safari/537.36 Edge/13.10586`, [
    ...['Microsoft', 'Edge', 'Desktop', '', '6', 'broadband'],
  ]),
  device(
    'Mozilla/5.0 (iPhone; CPU iPhone OS 9_3_5 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Safari/601.1',
    [...['Apple', 'iPhone', 'iOS', '9.3', '5', 'mobile']],
  ),
  device('Mozilla/5.0 (Windows NT 6.1; WOW64; rv:48.0) Gecko/20100101 Firefox/48.0', [
    ...['Mozilla', 'Firefox', 'Desktop', '', '3', 'broadband'],
  ]),
] as const;

/** Hexadecimal words to put random-looking texts together from: two hundred and fifty-six of one length. */
export type HexPool = (bits: number) => string;

/** Draws the words once; a word is picked by the low eight bits of a number. */
export const hexPool = (draw: Random, write: (draw: Random) => string): HexPool => {
  const words = Array.from({ length: 256 }, () => write(draw));
  return (bits) => words[bits & 0xff] ?? '';
};

const HOUR_SECONDS = 3600;

/** When each row of a file happened: spread over its hour, oldest first. */
export const logClock = ({ startTime, rows }: LogEntry): ((index: number) => string) => {
  const start = startTime.getTime();
  // Rows of one second follow each other: a text is made once for all of them.
  let second = -1;
  let text = '';
  return (index) => {
    const wanted = Math.floor((index * HOUR_SECONDS) / rows);
    if (wanted !== second) {
      second = wanted;
      text = dateTime(start + wanted * 1000);
    }
    return text;
  };
};

const TEXTS = [
  'say "hello", again',
  '""',
  'two\nlines',
  'two\r\nlines, "quoted"\n',
  'Půlnoční káva',
  'naïve 東京 💶',
  ' spaces, and commas ',
] as const;

/** A text that a reader of CSV has to take care of. */
export const anomaly = (draw: Random): string => draw.pick(TEXTS);

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
const idOf = (draw: Random, count: number): number => (count > 0 ? draw.int(1, count) : 0);

/** Long texts of random digits, put together from words that are drawn once for a file: rows are made by the million. */
const textsOf = (draw: Random, { startTime }: LogEntry) => {
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
  const draws = sharedRandomFor(seed, `rows of ${entry.type} ${entry.filename} ${entry.version}`);
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
      sub2: odd ? anomaly(draw) : draw.pick(SUB2S),
      sub4: uuid(bits),
      sub5: odd && draw.chance(0.5) ? anomaly(draw) : '',
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
