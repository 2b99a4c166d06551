import type { ClientEvent } from 'rxoffers';
import type { RecordedApi } from './recorded-api.js';

/** The ids that a list of offers emits, how it ends, and how many calls it makes. */
export const outcomeOf = async ({ api, calls }: Pick<RecordedApi, 'api' | 'calls'>, query: object) => {
  const events: ClientEvent[] = [];
  api.events$.subscribe((event) => events.push(event));
  const ids: number[] = [];
  const error = await new Promise<unknown>((resolve) => {
    api.offers.findAll(query).subscribe({
      next: ({ id }) => ids.push(Number(id)),
      error: resolve,
      complete: () => resolve(undefined),
    });
  });
  return { ids, error, calls: calls.length, incomplete: events.filter(({ type }) => type === 'list incomplete') };
};
