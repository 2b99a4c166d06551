import { type Counts, dateTime } from '../store/entity.js';
import { type Random, sharedRandomFor } from '../store/random.js';
import type { LogEntry } from './log-entry.js';

/** The device of a click. */
interface Device {
  readonly agent: string;
  readonly brand: string;
  readonly model: string;
  readonly os: string;
  readonly version: string;
  readonly browser: string;
  readonly connection: string;
}

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

/** A few devices. Most of their user agents contain a comma, none needs escaping. */
const DEVICES: readonly [Device, ...Device[]] = [
  {
    agent: `Mozilla/5.0 (Linux; Android 4.1.2; GT-S6310N Build/JZO54K) ${WEBKIT} Chrome/50.0.2661.89 Mobile Safari/537.36`,
    ...{ brand: 'Samsung', model: 'GT-S6310N', os: 'Android', version: '4.1', browser: '8', connection: 'mobile' },
  },
  {
    agent: `Mozilla/5.0 (Linux; Android 6.0.1; SM-G920F Build/MMB29K) ${WEBKIT} Chrome/53.0.2785.97 Mobile Safari/537.36`,
    ...{ brand: 'Samsung', model: 'SM-G920F', os: 'Android', version: '6.0', browser: '8', connection: 'mobile' },
  },
  {
    agent: `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/46.0.2486.0 Safari/537.36 Edge/13.10586`,
    ...{ brand: 'Microsoft', model: 'Edge', os: 'Desktop', version: '', browser: '6', connection: 'broadband' },
  },
  {
    agent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 9_3_5 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Safari/601.1',
    ...{ brand: 'Apple', model: 'iPhone', os: 'iOS', version: '9.3', browser: '5', connection: 'mobile' },
  },
  {
    agent: 'Mozilla/5.0 (Windows NT 6.1; WOW64; rv:48.0) Gecko/20100101 Firefox/48.0',
    ...{ brand: 'Mozilla', model: 'Firefox', os: 'Desktop', version: '', browser: '3', connection: 'broadband' },
  },
];

/** Creates 256 hexadecimal words of one length, to be picked by the low eight bits of a number. */
const hexPool = (random: Random, write: (random: Random) => string): ((bits: number) => string) => {
  const words = Array.from({ length: 256 }, () => write(random));
  return (bits) => words[bits & 0xff] ?? '';
};

const HOUR_SECONDS = 3600;

/** The time of each row of a file. The rows are spread over its hour, oldest first. */
const logClock = ({ startTime, rows }: LogEntry): ((index: number) => string) => {
  const start = startTime.getTime();
  // Rows of the same second follow each other, so one text serves all of them.
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

const ANOMALIES = [
  'say "hello", again',
  '""',
  'two\nlines',
  'two\r\nlines, "quoted"\n',
  'Půlnoční káva',
  'naïve 東京 💶',
  ' spaces, and commas ',
] as const;

/** A text that a CSV parser must treat with care. */
const anomaly = (random: Random): string => random.pick(ANOMALIES);

/** The values that the cells of one row are written from. */
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

/** Everything that the rows of a file depend on, in addition to the file. */
export interface RowBasis {
  readonly seed: number;
  readonly counts: Counts;
  readonly quirks: number;
  /** Whether rows have their long random texts, which are slow to create for a file. @default true */
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

/** The id of a random row; `0` when the table is empty. */
const idOf = (random: Random, count: number): number => (count > 0 ? random.int(1, count) : 0);

/** Long texts of random digits. They are joined from words created once per file, since files have millions of rows. */
const textsOf = (random: Random, { startTime }: LogEntry) => {
  const head = hexPool(random, ({ hex }) => `${hex(8)}-${hex(4)}-`);
  const middle = hexPool(random, ({ hex }) => `${hex(4)}-${hex(4)}`);
  const tail = hexPool(random, ({ hex }) => hex(12));
  const end = hexPool(random, ({ hex }) => hex(11));
  const start = `102${hex(Math.floor(startTime.getTime() / 1000))}`;
  return {
    uuid: (bits: number): string => head(bits) + middle(bits >>> 8) + tail(bits >>> 16),
    /** 30 digits: the hour and the row make an id unique within its file, the random end across files. */
    transaction: (bits: number, index: number): string =>
      start + hex(Math.imul(index + 1, 0x9e3779b1)) + end(bits >>> 24),
  };
};

const NO_TEXTS: ReturnType<typeof textsOf> = { uuid: () => '', transaction: () => '' };

/** Creates the rows of a file. Row `index` does not depend on the rows created before. */
export const rowFacts = (entry: LogEntry, basis: RowBasis): ((index: number) => RowFacts) => {
  const { seed, counts, quirks, texts = true } = basis;
  const randomOf = sharedRandomFor(seed, `rows of ${entry.type} ${entry.filename} ${entry.version}`);
  const { uuid, transaction } = texts ? textsOf(randomOf(-1), entry) : NO_TEXTS;
  const datetime = logClock(entry);
  return (index) => {
    const random = randomOf(index);
    const offer = idOf(random, counts.Offer);
    const isAnomalous = random.chance(quirks);
    const bits = random.int(0, 0xffffffff);
    return {
      index,
      transaction: transaction(bits, index),
      affiliate: String(idOf(random, counts.Affiliate)),
      // Every row of an offer has the same advertiser.
      advertiser: String(counts.Advertiser > 0 ? 1 + ((offer * 7) % counts.Advertiser) : 0),
      offer: String(offer),
      goal: String(random.chance(0.2) ? idOf(random, counts.Goal) : 0),
      source: random.pick(SOURCES),
      sub1: random.pick(SUBS),
      sub2: isAnomalous ? anomaly(random) : random.pick(SUB2S),
      sub4: uuid(bits),
      sub5: isAnomalous && random.chance(0.5) ? anomaly(random) : '',
      datetime: datetime(index),
      payout: random.int(0, 40) * 5,
      refer: random.pick(REFERS),
      ip: `192.0.2.${random.int(1, 254)}`,
      device: random.pick(DEVICES),
      country: random.pick(COUNTRIES),
      unique: random.chance(0.8) ? '1' : '0',
      payoutType: random.pick(PAYOUTS),
    };
  };
};
