/** Most bytes of one record: beyond it a quote was left open, or the file is no log. */
export const MAX_RECORD_BYTES = 1024 * 1024;
