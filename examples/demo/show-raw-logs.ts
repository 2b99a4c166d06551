// The part of the demo about raw logs: a day of clicks, from a separate sandbox.
import { concatMap, filter, from, lastValueFrom, reduce, toArray } from 'rxjs';
import { HasOffers } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';
import { offerTable, OfferTotals } from './offer-table.js';

export type Print = (title: string, ...lines: unknown[]) => void;

const DAY = '20160907';
const FIELDS = ['offer_id', 'payout_cents'] as const;
const MEBIBYTE = 2 ** 20;

const number = (value: number): string => Math.round(value).toLocaleString('en');

/** Shows a day of clicks as a table, as batches, and over a connection that breaks. */
export const showRawLogs = async (print: Print): Promise<void> => {
  const sandbox = await createSandbox({ seed: 7, offers: 40, rawLogs: { from: DAY, days: 1, rowsPerFile: 1_000 } });
  const api = new HasOffers({ ...sandbox.credentials, retryDelay: 50, keepLogBytes: 32 * MEBIBYTE });
  const { clicks } = api.rawLogs;
  api.events$.pipe(filter((event) => event.type === 'resume')).subscribe(({ file, offset, reason }) => {
    print(`(resume) ${reason}`, `${file} goes on at byte ${number(offset)}`);
  });

  const files = await lastValueFrom(clicks.listFiles(DAY).pipe(toArray()));
  const totals = () =>
    lastValueFrom(
      from(files).pipe(
        concatMap((file) => file.records({ fields: FIELDS })),
        reduce((seen, { offer_id, payout_cents }) => seen.add(offer_id, Number(payout_cents)), new OfferTotals()),
      ),
    );
  // The sandbox generates the files while it sends them, which takes longer than reading them: so the second run is timed.
  const day = await totals();
  const start = performance.now();
  await totals();
  const seconds = (performance.now() - start) / 1000;
  print(
    `Raw logs: a day of clicks in ${files.length} files, the ten best offers`,
    ...offerTable(day, 10),
    `${number(day.clicks)} records in all`,
    `read again from the archive cache: ${number(day.clicks / seconds)} records a second`,
  );

  const [file] = files;
  if (!file) throw new RangeError('The sandbox should have clicks');
  const sizes = await lastValueFrom(file.batches().pipe(toArray()));
  print(
    'Batches: the first file, for a sink that inserts in bulk',
    `${sizes.map(({ length, complete }) => (complete ? 'complete' : length)).join(', ')}`,
  );

  const hour = { from: file.startTime, to: new Date(file.startTime.getTime() + 3_600_000) };
  sandbox.faults.next({ kind: 'cut', at: 60_000 });
  const whole = await lastValueFrom(file.records().pipe(toArray()));
  const resumed = await lastValueFrom(clicks.findAll(hour).pipe(toArray()));
  const same = resumed.length === whole.length && resumed.every((record, i) => record.equals(whole[i]));
  print(
    'Resume: the same file over a connection that breaks',
    `${number(resumed.length)} records, ${same ? 'the same' : 'others'}`,
  );

  await api.close();
  await sandbox.close();
};
