/**
 * Sheets by the keyboard: the focus goes into a sheet that opens, Tab stays inside, Escape leaves it unanswered, and afterwards
 * the focus is back where it was. A screen reader is told that nothing else counts meanwhile.
 */
const DIALOG = '[role="dialog"]';
/** What a tap beside the sheet hits: it leaves the sheet unanswered. */
const LEAVING = '[data-leaves]';
const FOCUSABLE = '[tabindex="0"], button:not([disabled]), input, textarea, select, a[href]';

const SETTLED_FRAMES = 6;

interface Opened {
  readonly dialog: HTMLElement;
  /** What had the focus before. */
  readonly before: Element | null;
}
const stack: Opened[] = [];
const isDrawn = (element: Element) => element.isConnected && element.getClientRects().length > 0;
/** The sheet that is open now; one on a page that lies below is not. */
const top = (): Opened | undefined => stack.filter(({ dialog }) => isDrawn(dialog)).pop();

function enter(dialog: HTMLElement): void {
  if (stack.some((one) => one.dialog === dialog)) return;
  stack.push({ dialog, before: document.activeElement });
  dialog.setAttribute('aria-modal', 'true');
  dialog.setAttribute('tabindex', '-1');
  goInside(dialog, SETTLED_FRAMES);
}

/** Taro's elements are put into the document more than once while they are drawn, and what is moved loses the focus. */
function goInside(dialog: HTMLElement, frames: number): void {
  if (!dialog.isConnected) return;
  if (!dialog.contains(document.activeElement)) dialog.focus({ preventScroll: true });
  if (frames > 0) requestAnimationFrame(() => goInside(dialog, frames - 1));
}

function leaveGone(): void {
  for (const gone of stack.filter(({ dialog }) => !dialog.isConnected)) {
    stack.splice(stack.indexOf(gone), 1);
    const nowhere = document.activeElement === null || document.activeElement === document.body;
    if (nowhere && gone.before instanceof HTMLElement && gone.before.isConnected)
      gone.before.focus({ preventScroll: true });
  }
}

function keepInside(event: KeyboardEvent, dialog: HTMLElement): void {
  const inside = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isDrawn);
  const [first, last] = [inside[0], inside[inside.length - 1]];
  const at = document.activeElement;
  const isOut = !(at && inside.includes(at as HTMLElement));
  const wanted = event.shiftKey ? (isOut || at === first) && last : (isOut || at === last) && first;
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
}

function press(event: KeyboardEvent): void {
  const opened = top();
  if (!opened || event.defaultPrevented) return;
  if (event.key === 'Tab') keepInside(event, opened.dialog);
  if (event.key === 'Escape') opened.dialog.parentElement?.querySelector<HTMLElement>(LEAVING)?.click();
}

/** For the whole document, whatever is drawn later. */
export function followDialogs(): void {
  document.addEventListener('keydown', press);
  const drawn = new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!(node instanceof HTMLElement)) continue;
      if (node.matches(DIALOG)) enter(node);
      node.querySelectorAll<HTMLElement>(DIALOG).forEach(enter);
    }
    leaveGone();
  });
  drawn.observe(document.documentElement, { subtree: true, childList: true });
}
