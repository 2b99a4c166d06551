/** The operators of RxJS that keep elements, bounded: the same names and signatures, but their source waits. */
export { concatMap, mergeMap } from './merge-map.js';
