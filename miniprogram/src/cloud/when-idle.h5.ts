/** As soon as the page has nothing better to do, and in any case soon. Safari cannot say when that is. */
const AT_LATEST_MS = 1500;
const A_MOMENT_MS = 200;

export function whenIdle(act: () => void): void {
  if (window.requestIdleCallback) window.requestIdleCallback(act, { timeout: AT_LATEST_MS });
  else setTimeout(act, A_MOMENT_MS);
}
