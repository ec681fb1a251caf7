/** What WeChat allows as the value of each kind of template key. */
const han = /\p{Script=Han}/u;
const moment = String.raw`(\d{4}年\d{1,2}月\d{1,2}日 ?)?\d{1,2}:\d{2}(:\d{2})?`;
const day = String.raw`\d{4}年\d{1,2}月\d{1,2}日( ?\d{1,2}:\d{2}(:\d{2})?)?`;
const shape = (pattern: RegExp) => (value: string) => pattern.test(value);
const atMost = (characters: number) => (value: string) => [...value].length <= characters;

const ALLOWED: Readonly<Record<string, (value: string) => boolean>> = {
  thing: atMost(20),
  number: shape(/^\d{1,32}(\.\d{1,31})?$/),
  letter: shape(/^[A-Za-z]{1,32}$/),
  symbol: atMost(5),
  character_string: shape(/^[\x20-\x7e]{1,32}$/),
  time: shape(new RegExp(`^${moment}(~${moment})?$`)),
  date: shape(new RegExp(`^${day}(~${day})?$`)),
  amount: shape(/^[¥￥$€£]?\d{1,10}(\.\d{1,9})?元?$/),
  phone_number: shape(/^[\d+\-#*() ]{1,17}$/),
  car_number: atMost(8),
  name: (value) => atMost(han.test(value) ? 10 : 20)(value),
  phrase: shape(/^\p{Script=Han}{1,5}$/u),
  enum: () => true,
};

/** The first key whose value WeChat would refuse, or undefined. */
export function refusedTemplateKey(data: Readonly<Record<string, unknown>>): string | undefined {
  return Object.entries(data).find(([key, entry]) => {
    const isAllowed = ALLOWED[/^([a-z_]+?)\d+$/.exec(key)?.[1] ?? ''];
    const value = (entry as { value?: unknown } | null)?.value;
    const text = typeof value === 'number' ? String(value) : value;
    return !isAllowed || typeof text !== 'string' || text.trim() === '' || !isAllowed(text);
  })?.[0];
}
