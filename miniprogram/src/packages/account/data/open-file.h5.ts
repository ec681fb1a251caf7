/** A browser opens the file in a window of its own. */
export async function openFile(url: string): Promise<boolean> {
  window.open(url, '_blank', 'noopener');
  return false;
}
