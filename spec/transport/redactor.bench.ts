// How the time to redact a text grows with its length: four times the length should take about four times as long.
import { createRedactor } from '../../lib/transport/redactor.js';
import { compare } from '../support/compare.js';

const { text } = createRedactor(['NETx/9+y=z&"q"<r>%w0123456789abcdefghij', 'hunter2-hunter2']);

/** Texts made to be slow, by what they repeat. */
const HOSTILE: Readonly<Record<string, string>> = {
  'a page of offers': String.raw`"id":"7","name":"Offer 7","offer_url":"https:\/\/example.com\/landing?aff={affiliate_id}",`,
  backslashes: '\\',
  'escaped backslashes': '\\u005c',
  'percent signs': '%25',
  'escaped ampersands': '&amp;',
  'numbers of HTML': '&#00000',
  quotes: '"',
  'names of secrets': 'token',
  'open values': '"token":"',
  'open values in JSON': '\\"token\\":\\"',
  'beginnings of a secret': 'NETx/9+y=z&"q"<r>%w',
  bearers: 'Bearer ',
};

const SHORT = 500_000;

for (const [name, part] of Object.entries(HOSTILE)) {
  const short = part.repeat(SHORT / part.length);
  const long = short.repeat(4);
  const times = await compare({ short: () => text(short), long: () => text(long) }, { runs: 5, warmUp: 2 });
  console.log(
    `redact ${name}: four times the text takes ${(times.long / times.short).toFixed(1)} times as long ` +
      `(${(long.length / 1e3 / times.long).toFixed(1)} MB/s)`,
  );
}
