/**
 * What the range is called by `Conversion.findUpdatedConversions` and `findAddedConversions`. **Unverified**: no source
 * that was seen names the parameters of these methods.
 */
export const CHANGED_PARAMETERS = { since: 'start_date', until: 'end_date' } as const;
