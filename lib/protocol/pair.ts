/** One parameter as it goes on the wire, not yet percent-encoded: `['filters[id][GREATER_THAN]', '3']`. */
export type Pair = readonly [name: string, value: string];
