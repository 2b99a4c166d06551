/** What a click was made with. */
export interface Device {
  readonly agent: string;
  readonly brand: string;
  readonly model: string;
  readonly os: string;
  readonly version: string;
  readonly browser: string;
  readonly connection: string;
}

const device = (agent: string, [brand, model, os, version, browser, connection]: readonly string[]): Device => ({
  ...{ agent, brand: brand ?? '', model: model ?? '', os: os ?? '', version: version ?? '' },
  ...{ browser: browser ?? '0', connection: connection ?? '' },
});

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

/** A few devices; nearly every user agent has a comma. */
export const DEVICES = [
  device(
    `Mozilla/5.0 (Linux; Android 4.1.2; GT-S6310N Build/JZO54K) ${WEBKIT} Chrome/50.0.2661.89 Mobile Safari/537.36`,
    [...['Samsung', 'GT-S6310N', 'Android', '4.1', '8', 'mobile']],
  ),
  device(
    `Mozilla/5.0 (Linux; Android 6.0.1; SM-G920F Build/MMB29K) ${WEBKIT} Chrome/53.0.2785.97 Mobile Safari/537.36`,
    [...['Samsung', 'SM-G920F', 'Android', '6.0', '8', 'mobile']],
  ),
  device(`Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/46.0.2486.0 Safari/537.36 Edge/13.10586`, [
    ...['Microsoft', 'Edge', 'Desktop', '', '6', 'broadband'],
  ]),
  device(
    'Mozilla/5.0 (iPhone; CPU iPhone OS 9_3_5 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Safari/601.1',
    [...['Apple', 'iPhone', 'iOS', '9.3', '5', 'mobile']],
  ),
  device('Mozilla/5.0 (Windows NT 6.1; WOW64; rv:48.0) Gecko/20100101 Firefox/48.0', [
    ...['Mozilla', 'Firefox', 'Desktop', '', '3', 'broadband'],
  ]),
] as const;
