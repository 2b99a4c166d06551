import type { RawLogType } from './log-type.js';

const CLICKS = [
  ...['transaction_id', 'affiliate_id', 'affiliate_manager_id', 'advertiser_id', 'advertiser_manager_id', 'offer_id'],
  ...['creative_url_id', 'affiliate_source', 'affiliate_sub1', 'affiliate_sub2', 'affiliate_sub3', 'affiliate_sub4'],
  ...['affiliate_sub5', 'datetime', 'revenue_cents', 'payout_cents', 'refer', 'url', 'pixel_refer', 'ip', 'user_agent'],
  ...['country_code', 'browser_id', 'is_click_unique', 'ad_campaign_id', 'ad_campaign_creative_id', 'offer_file_id'],
  ...['status', 'offer_file_size', 'currency', 'payout_type', 'revenue_type', 'device_brand', 'device_model'],
  ...['device_os', 'device_os_version', 'device_id', 'device_id_md5', 'device_id_sha1', 'android_id', 'android_id_md5'],
  ...['android_id_sha1', 'mac_address', 'mac_address_md5', 'mac_address_sha1', 'odin', 'open_udid', 'ios_ifa'],
  ...['ios_ifa_md5', 'ios_ifa_sha1', 'ios_ifv', 'user_id', 'unknown_id', 'payout_group_id', 'revenue_group_id'],
  ...['req_connection_speed', 'google_aid'],
];

// No file of these two was ever seen: plausible columns, a part of the clicks' and what a conversion adds.
const CONVERSIONS = [
  ...['transaction_id', 'affiliate_id', 'advertiser_id', 'offer_id', 'goal_id', 'affiliate_source', 'affiliate_sub1'],
  ...['datetime', 'session_datetime', 'revenue_cents', 'payout_cents', 'currency', 'payout_type', 'revenue_type'],
  ...['status', 'refer', 'ip', 'user_agent', 'country_code'],
];

const IMPRESSIONS = [
  ...['transaction_id', 'affiliate_id', 'advertiser_id', 'offer_id', 'offer_file_id', 'affiliate_source'],
  ...['affiliate_sub1', 'datetime', 'refer', 'url', 'ip', 'user_agent', 'country_code', 'browser_id'],
];

/** The columns of each kind of log in the order of the file; those of clicks as recorded, the others made up. */
export const COLUMNS: Readonly<Record<RawLogType, readonly string[]>> = {
  clicks: CLICKS,
  conversions: CONVERSIONS,
  impressions: IMPRESSIONS,
};
