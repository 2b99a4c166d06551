import { RECORDED_COLUMNS } from '../log-csv.js';

const COUNTRIES = ['CZ', 'ES', 'US', 'DE'];

const random = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
};

const two = (value: number): string => String(value % 60).padStart(2, '0');

/** Click logs as the service's: 57 columns, about 590 bytes a row, many cells empty or alike, some that never repeat. */
export const clickRows = (rows: number, seed = 1): Buffer => {
  const next = random(seed);
  const hex = (length: number): string => {
    let text = '';
    while (text.length < length) text += next().toString(16).padStart(8, '0');
    return text.slice(0, length);
  };
  const row = (i: number): string => {
    const device = hex(16);
    const offer = next() % 300;
    const affiliate = next() % 500;
    const cells: Record<string, string | number> = {
      ...{
        transaction_id: hex(30),
        affiliate_id: affiliate,
        affiliate_manager_id: next() % 20,
        advertiser_id: next() % 100,
      },
      ...{ advertiser_manager_id: 2, offer_id: offer, creative_url_id: 0, affiliate_source: `source ${next() % 50}` },
      ...{
        affiliate_sub1: hex(12),
        affiliate_sub2: `campaign-${next() % 90}`,
        datetime: `2016-09-09 09:${two(i)}:${two(next())}`,
      },
      ...{
        revenue_cents: next() % 300,
        payout_cents: next() % 200,
        refer: `http://example.com/landing/page?x=${hex(8)}`,
      },
      url: `http://tracking.example.com/aff_c?offer_id=${offer}&aff_id=${affiliate}&aff_sub=${device}&aff_sub2=campaign&source=banner&transaction=1`,
      ...{
        ip: `192.0.2.${next() % 255}`,
        country_code: COUNTRIES[next() % 4] ?? '',
        browser_id: 7,
        is_click_unique: 1,
      },
      user_agent: `"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/53.0.${next() % 3000}.101 Safari/537.36"`,
      ...{ ad_campaign_id: 0, ad_campaign_creative_id: 0, offer_file_id: 0, status: 'approved', currency: 'USD' },
      ...{
        payout_type: 'cpa_flat',
        revenue_type: 'cpa_flat',
        device_brand: 'Google',
        device_model: 'Chrome',
        device_os: 'Linux',
      },
      ...{ device_id: device, google_aid: hex(36), user_id: hex(12), payout_group_id: 0, revenue_group_id: 0 },
      req_connection_speed: 'broadband',
    };
    return RECORDED_COLUMNS.map((name) => cells[name] ?? '').join(',');
  };
  const parts = [`${RECORDED_COLUMNS.join(',')}\n`];
  for (let i = 0; i < rows; i += 1) parts.push(`${row(i)}\n`);
  const some = 10_000;
  // In portions: a string cannot be as long as a large file.
  return Buffer.concat(
    Array.from({ length: Math.ceil(parts.length / some) }, (_, i) =>
      Buffer.from(parts.slice(i * some, (i + 1) * some).join('')),
    ),
  );
};
