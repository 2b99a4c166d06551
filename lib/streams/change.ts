/** What a `watch` saw happen to an element. */
export type Change<T> =
  | { readonly type: 'added'; readonly item: T }
  | {
      readonly type: 'changed';
      readonly item: T;
      /** The element as it was. */
      readonly previous: T;
      /** Names of the properties that differ, came or went. */
      readonly fields: readonly string[];
    }
  | {
      readonly type: 'removed';
      /** The element as it was last seen. */
      readonly item: T;
    };
