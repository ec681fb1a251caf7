/** Beside this page, which waits for the result. */
export function openFace(url: string): void {
  window.open(url, '_blank', 'noopener');
}
