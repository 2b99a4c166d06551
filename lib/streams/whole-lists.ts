import { Observable, Subscriber } from 'rxjs';

/** The key of the tag on a subscriber. A registered symbol, so that it works across two copies of this package or of rxjs. */
const WHOLE_LISTS_TAG = Symbol.for('rxoffers.wholeLists');

/** One step of the walk, as that of the demand. */
interface Link {
  readonly [WHOLE_LISTS_TAG]?: boolean;
  readonly destination?: Link | null;
}

/** Marks a subscriber as one that needs whole lists. */
export const tagWholeLists = <T>(subscriber: Subscriber<T>): Subscriber<T> =>
  Object.assign(subscriber, { [WHOLE_LISTS_TAG]: true });

/**
 * Whether a consumer downstream of `subscriber` takes what a list does not hold for gone. Walks as far as the demand is found:
 * through most operators, not through `share` or a Subject.
 */
export const needsWholeLists = (subscriber: Subscriber<unknown>): boolean => {
  let link: Link | null | undefined = subscriber as unknown as Link;
  while (link) {
    if (link[WHOLE_LISTS_TAG]) return true;
    link = link.destination;
  }
  return false;
};

/** Makes the lists of a source end with an error where the service counts other rows than those that came. */
export const withWholeLists = <T>(source: Observable<T>): Observable<T> =>
  new Observable((subscriber) => source.subscribe(tagWholeLists(new Subscriber<T>(subscriber))));
