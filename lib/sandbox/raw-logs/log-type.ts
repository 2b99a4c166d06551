/** What a raw log tells of. */
export type RawLogType = 'clicks' | 'conversions' | 'impressions';

/** Every kind of raw log, as the service names them. */
export const LOG_TYPES = ['clicks', 'conversions', 'impressions'] as const satisfies readonly RawLogType[];

/** Whether a text that came over the wire names a kind of raw log. */
export const isLogType = (text: string): text is RawLogType => (LOG_TYPES as readonly string[]).includes(text);
