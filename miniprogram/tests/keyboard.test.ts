import { followKeyboard } from '@/start/keyboard.h5';

const drawn = () => new Promise((settled) => setTimeout(settled));
const press = (element: Element, key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  element.dispatchEvent(event);
  return event;
};
const one = (selector: string) => document.querySelector<HTMLElement>(selector) as HTMLElement;
const taps: string[] = [];

beforeAll(async () => {
  document.body.innerHTML = '<div role="button" id="there">a</div><div id="later"></div>';
  followKeyboard();
  one('#later').innerHTML =
    '<div role="radio" id="choice"><input id="field"></div><button role="tab" id="native">b</button><p id="words">c</p>';
  await drawn();
  for (const id of ['there', 'choice', 'native', 'words']) one(`#${id}`).addEventListener('click', () => taps.push(id));
});
beforeEach(() => taps.splice(0));

test('what says that it takes a tap can be reached, drawn at first or later; plain words and native buttons are left alone', () => {
  const tabindex = ['there', 'choice', 'native', 'words'].map((id) => one(`#${id}`).getAttribute('tabindex'));
  expect(tabindex).toEqual(['0', '0', null, null]);
});

test('what becomes a button later can be reached then', async () => {
  one('#later').setAttribute('role', 'switch');
  await drawn();
  expect(one('#later').getAttribute('tabindex')).toBe('0');
  one('#later').removeAttribute('role');
});

test.each(['Enter', ' '])('the key "%s" is a tap, and does not scroll', (key) => {
  expect(press(one('#there'), key).defaultPrevented).toBe(true);
  expect(taps).toEqual(['there']);
});

test('a held key is one tap; other keys are none; a field inside keeps its keys; a native button is not tapped twice', () => {
  press(one('#there'), 'Enter', { repeat: true });
  press(one('#there'), 'a');
  expect(press(one('#field'), ' ').defaultPrevented).toBe(false);
  press(one('#native'), 'Enter');
  press(one('#words'), 'Enter');
  expect(taps).toEqual([]);
});
