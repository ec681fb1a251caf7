/** One short line at the bottom of the page: what was just done, or why not. */
import { reactive } from './vue.js';
import { wordsOf } from './api.js';

export const notice = reactive({ text: '', isBad: false });
let timer;

export function say(text, isBad = false) {
  Object.assign(notice, { text, isBad });
  clearTimeout(timer);
  timer = setTimeout(() => (notice.text = ''), isBad ? 8000 : 2500);
}

/** Does the work; a refusal is said. Answers whether it went well. */
export async function attempt(work, done) {
  try {
    const result = await work();
    if (done) say(typeof done === 'function' ? done(result) : done);
    return true;
  } catch (error) {
    say(wordsOf(error), true);
    return false;
  }
}

export async function copy(text) {
  await attempt(() => navigator.clipboard.writeText(text), '已复制');
}
