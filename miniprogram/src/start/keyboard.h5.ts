import { moveInGroup, settleGroups } from './choice-groups.h5';

/**
 * What takes a tap takes the keyboard too: focus, Enter, Space. Screens say `role` and nothing more; a native button or field
 * knows it by itself, WeChat's host has no keyboard.
 */
const ROLES = ['button', 'link', 'radio', 'checkbox', 'switch', 'tab'];
const TAPPABLE = ROLES.map((role) => `[role="${role}"]`).join();
const NATIVE = 'button, input, textarea, select, a[href]';

function letIn(element: Element): void {
  if (!element.matches(NATIVE) && !element.hasAttribute('tabindex')) element.setAttribute('tabindex', '0');
}

function letInAll(below: Element): void {
  if (below.matches(TAPPABLE)) letIn(below);
  for (const element of below.querySelectorAll(TAPPABLE)) letIn(element);
  settleGroups(below);
}

function press(event: KeyboardEvent): void {
  const { target, key } = event;
  if ((key !== 'Enter' && key !== ' ') || event.repeat || event.defaultPrevented) return;
  // only what has the focus itself: a field inside keeps its keys
  if (!(target instanceof HTMLElement) || !target.matches(TAPPABLE) || target.matches(NATIVE)) return;
  // or the page would scroll
  event.preventDefault();
  target.click();
}

/** For the whole document, whatever is drawn later. */
export function followKeyboard(): void {
  letInAll(document.documentElement);
  document.addEventListener('keydown', press);
  document.addEventListener('keydown', moveInGroup);
  const drawn = new MutationObserver((changes) => {
    for (const { type, target, addedNodes, removedNodes } of changes) {
      if (type === 'attributes') letInAll(target as Element);
      else if (removedNodes.length > 0) settleGroups(target as Element);
      for (const node of addedNodes) if (node instanceof Element) letInAll(node);
    }
  });
  const attributeFilter = ['role', 'aria-checked', 'aria-selected'];
  drawn.observe(document.documentElement, { subtree: true, childList: true, attributeFilter });
}
