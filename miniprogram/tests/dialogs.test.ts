import { followDialogs } from '@/start/dialogs.h5';

const drawn = () => new Promise((settled) => setTimeout(settled));
const one = (selector: string) => document.querySelector<HTMLElement>(selector) as HTMLElement;
const focused = () => document.activeElement?.id;
const press = (key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  (document.activeElement ?? document.body).dispatchEvent(event);
};
const SHEET =
  '<div id="beside" data-leaves></div><div role="dialog" id="sheet"><button id="yes">y</button><input id="why"><button id="no">n</button></div>';

beforeAll(() => {
  // jsdom lays nothing out: what stands in the document counts as drawn
  Element.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
  document.body.innerHTML = '<button id="opener">o</button><button id="other">p</button><div id="place"></div>';
  followDialogs();
});
beforeEach(async () => {
  one('#place').innerHTML = '';
  await drawn();
  one('#opener').focus();
  one('#place').innerHTML = `<div>${SHEET}</div>`;
  await drawn();
});

test('the focus goes into the sheet, which says that nothing else counts, and back when it is gone', async () => {
  expect(focused()).toBe('sheet');
  expect(one('#sheet').getAttribute('aria-modal')).toBe('true');
  one('#place').innerHTML = '';
  await drawn();
  expect(focused()).toBe('opener');
});

test('Tab goes round inside, both ways, and comes back in from outside', () => {
  press('Tab', { shiftKey: true });
  expect(focused()).toBe('no');
  press('Tab');
  expect(focused()).toBe('yes');
  press('Tab', { shiftKey: true });
  expect(focused()).toBe('no');
  one('#other').focus();
  press('Tab');
  expect(focused()).toBe('yes');
});

test('between two of them Tab is the browser’s own', () => {
  one('#why').focus();
  const event = new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true });
  one('#why').dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

test('Escape is a tap beside the sheet', () => {
  const taps: string[] = [];
  one('#beside').addEventListener('click', () => taps.push('beside'));
  press('Escape');
  expect(taps).toEqual(['beside']);
});

test('who moved on by himself is not pulled back', async () => {
  one('#other').focus();
  one('#place').innerHTML = '';
  await drawn();
  expect(focused()).toBe('other');
});
