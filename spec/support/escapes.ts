/** The ways in which a service, a proxy or a page may escape a text. */
export type Escape = (text: string) => string;

const each =
  (pattern: RegExp, escape: (character: string, code: number) => string): Escape =>
  (text) =>
    text.replace(pattern, (character) => escape(character, character.charCodeAt(0)));

const NAMES: Readonly<Record<string, string>> = {
  ...{ '/': 'sol', '+': 'plus', '=': 'equals', '&': 'amp', '"': 'quot', '<': 'lt', '>': 'gt', '%': 'percnt' },
  ...{ ' ': 'nbsp', '\\': 'bsol', '#': 'num', ';': 'semi' },
};

const hex = (code: number, length: number): string => code.toString(16).padStart(length, '0');
const special = /[^a-zA-Z0-9 ]/g;
const any = /[^]/g;

/** Each escape by its name. Those of "all" escape letters and digits too. */
export const ESCAPES: Readonly<Record<string, Escape>> = {
  none: (text) => text,
  percent: encodeURIComponent,
  'percent, lower case': each(special, (_, code) => `%${hex(code, 2)}`),
  'percent, all': each(any, (_, code) => `%${hex(code, 2).toUpperCase()}`),
  form: (text) => new URLSearchParams([['', text]]).toString().slice(1),
  'HTML, named': each(special, (character) => `&${NAMES[character] ?? `#${character.charCodeAt(0)}`};`),
  'HTML, decimal': each(special, (_, code) => `&#${code};`),
  'HTML, hex': each(special, (_, code) => `&#x${hex(code, 2)};`),
  'HTML, upper hex': each(special, (_, code) => `&#X${hex(code, 4).toUpperCase()};`),
  'HTML, all': each(any, (_, code) => `&#${code};`),
  'JSON, as PHP writes it': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll('/', String.raw`\/`),
  'JSON, \\u': each(special, (_, code) => `\\u${hex(code, 4)}`),
  'JSON, upper \\u': each(special, (_, code) => `\\u${hex(code, 4).toUpperCase()}`),
  'JavaScript, \\u{}': each(special, (_, code) => `\\u{${hex(code, 1)}}`),
  'JavaScript, \\x': each(special, (_, code) => `\\x${hex(code, 2)}`),
  'JSON, all': each(any, (_, code) => `\\u${hex(code, 4)}`),
};
