/** The operators of a filter key (`id__gt`) and what they are called on the wire. Seen in the reference client, rows 27–36. */
export const FILTER_OPERATORS = {
  ne: 'NOT_EQUAL_TO',
  lt: 'LESS_THAN',
  lte: 'LESS_THAN_OR_EQUAL_TO',
  gt: 'GREATER_THAN',
  gte: 'GREATER_THAN_OR_EQUAL_TO',
  like: 'LIKE',
  not_like: 'NOT_LIKE',
  null: 'NULL',
  not_null: 'NOT_NULL',
  true: 'TRUE',
  false: 'FALSE',
} as const;

/** What may stand behind `__` in a filter key. */
export type FilterOperator = keyof typeof FILTER_OPERATORS;

/** Whether a word is one of the operators. */
export const isFilterOperator = (word: string): word is FilterOperator => Object.hasOwn(FILTER_OPERATORS, word);
