/**
 * Which raw logs: a day (`'20160920'`), a month (`'201609'`), a year (`'2016'`), or from one time to another.
 *
 * Strings are whole date dirs, whose days are of the network's time zone, both ends included: `{ from: '2016', to:
 * '201702' }` ends with the last of February. `Date`s are instants: a file belongs when `from <= startTime < to`.
 */
export type LogRange = string | { readonly from: string | Date; readonly to: string | Date };
