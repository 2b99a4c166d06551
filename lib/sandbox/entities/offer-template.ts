import { NO_DATE_SECONDS } from '../data/dates.js';
import type { Row } from '../data/row.js';

/** Every key of an offer on the wire, with what a new one has. */
export const offerTemplate: Row = {
  ...{ id: '', display_advertiser: '0', advertiser_id: null, name: null, description: null, require_approval: '0' },
  ...{
    require_terms_and_conditions: 0,
    terms_and_conditions: null,
    preview_url: null,
    offer_url: null,
    currency: null,
  },
  ...{ default_payout: '0.00000', max_payout: '0.00000', protocol: 'http', status: 'pending', expiration_date: null },
  ...{ is_private: '0', payout_type: 'cpa_flat', tiered_payout: '0', tiered_revenue: '0', percent_payout: null },
  ...{ revenue_type: 'cpa_flat', max_percent_payout: null, redirect_offer_id: null, converted_offer_type: '' },
  ...{ converted_offer_id: null, converted_offer_url: null, conversion_ratio_threshold: null, featured: null },
  ...{ is_subscription: '0', subscription_duration: null, subscription_frequency: null, customer_list_id: null },
  ...{ ref_id: null, rating: null, disable_click_macro: '0', click_macro_url: null, conversion_cap: '0' },
  ...{ monthly_conversion_cap: '0', payout_cap: '0.00', monthly_payout_cap: '0.00', revenue_cap: '0.00' },
  ...{ monthly_revenue_cap: '0.00', target_browsers: '0', approve_conversions: null, allow_multiple_conversions: '0' },
  ...{ allow_website_links: '0', allow_direct_links: '0', show_custom_variables: '0', session_hours: '24' },
  ...{ session_impression_hours: '24', set_session_on_impression: '0', is_seo_friendly_301: '0', show_mail_list: '0' },
  ...{ dne_list_id: null, email_instructions: '0', email_instructions_from: null, email_instructions_subject: null },
  ...{ enforce_geo_targeting: '0', enforce_secure_tracking_link: '0', hostname_id: null, has_goals_enabled: '0' },
  ...{ default_goal_name: null, enforce_encrypt_tracking_pixels: '0', modified: NO_DATE_SECONDS },
  ...{ enable_offer_whitelist: '0', note: '', use_target_rules: '0', use_payout_groups: '0', use_revenue_groups: '0' },
  ...{ website_links_copy_static_params: '0', create_date_utc: null, lifetime_revenue_cap: '0.00' },
  ...{ lifetime_conversion_cap: '0', lifetime_payout_cap: '0.00', is_expired: '0', dne_download_url: null },
  ...{ dne_unsubscribe_url: null, dne_third_party_list: false },
};
