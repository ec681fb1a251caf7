import { followKeyboard } from '@/start/keyboard.h5';

const drawn = () => new Promise((settled) => setTimeout(settled));
const press = (element: Element, key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  element.dispatchEvent(event);
  return event;
};
const one = (selector: string) => document.querySelector<HTMLElement>(selector) as HTMLElement;
const taps: string[] = [];
const reached = (of: string) => [...document.querySelectorAll<HTMLElement>(of)].map((element) => element.tabIndex);
const focused = () => document.activeElement?.id;

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

describe('a group of choices', () => {
  const RADIOS = '#group [role="radio"]';
  const radio = (id: string, chosen = false) => `<div role="radio" id="${id}" aria-checked="${chosen}"></div>`;
  beforeEach(async () => {
    one('#later').innerHTML = `<div id="group" role="radiogroup">${radio('a')}${radio('b', true)}${radio('c')}</div>`;
    await drawn();
  });

  test('is reached once, at what is chosen; without a choice at its first', async () => {
    expect(reached(RADIOS)).toEqual([-1, 0, -1]);
    one('#b').setAttribute('aria-checked', 'false');
    await drawn();
    expect(reached(RADIOS)).toEqual([0, -1, -1]);
  });

  test('arrows, Home and End move through it and around its ends, and choose nothing', () => {
    one('#group').addEventListener('click', () => taps.push('group'));
    one('#b').focus();
    const keys = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'Home', 'ArrowUp', 'Home', 'End'];
    const ways = keys.map((key) => {
      expect(press(document.activeElement as Element, key).defaultPrevented).toBe(true);
      return focused();
    });
    expect(ways).toEqual(['c', 'a', 'c', 'a', 'c', 'a', 'c']);
    expect(reached(RADIOS)).toEqual([-1, -1, 0]);
    expect(taps).toEqual([]);
  });

  test('stays within reach when the chosen one is taken away', async () => {
    one('#b').remove();
    await drawn();
    expect(reached(RADIOS)).toEqual([0, -1]);
  });

  test('other keys stay the page’s own, and so do arrows elsewhere', () => {
    expect(press(one('#a'), 'PageDown').defaultPrevented).toBe(false);
    expect(press(one('#there'), 'ArrowDown').defaultPrevented).toBe(false);
  });
});
