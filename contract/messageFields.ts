/** What WeChat takes as the value of each kind of template field. It refuses the whole message for one wrong value (47003). */
const HAN = /\p{Script=Han}/u;
const CLOCK = String.raw`\d{1,2}:\d{2}(:\d{2})?`;
const DAY = String.raw`\d{4}年\d{1,2}月\d{1,2}日`;
const matches = (pattern: RegExp) => (value: string) => pattern.test(value);
const atMost = (most: number) => (value: string) => [...value].length <= most;

const MOST_IN_THING = 20;

const TAKES: Readonly<Record<string, (value: string) => boolean>> = {
  thing: atMost(MOST_IN_THING),
  phrase: matches(/^\p{Script=Han}{1,5}$/u),
  character_string: matches(/^[\x20-\x7e]{1,32}$/),
  number: matches(/^\d{1,32}(\.\d{1,31})?$/),
  time: matches(new RegExp(`^(${DAY} )?${CLOCK}$`)),
  date: matches(new RegExp(`^${DAY}( ${CLOCK})?$`)),
  amount: matches(/^¥?\d{1,10}(\.\d{1,2})?元?$/),
  name: (value) => atMost(HAN.test(value) ? 10 : 20)(value),
  phone_number: matches(/^[\d+-]{1,17}$/),
};

/** `thing1` → `thing`; `''` for a field that WeChat does not have. */
export const typeOfField = (field: string): string => {
  const [, type = ''] = /^([a-z_]+?)\d{1,2}$/.exec(field) ?? [];
  return type in TAKES ? type : '';
};

export const takes = (field: string, value: string): boolean =>
  value.trim() !== '' && (TAKES[typeOfField(field)]?.(value) ?? false);

/** The end of a long sentence goes; a moment or an amount is never cut. */
export const fitted = (field: string, value: string): string =>
  typeOfField(field) === 'thing' ? cut(value.trim(), MOST_IN_THING) : value.trim();

export function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
