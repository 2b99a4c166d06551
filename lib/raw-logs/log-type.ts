/** The kinds of raw log that the service keeps. */
export type LogType = 'clicks' | 'conversions' | 'impressions';
