/** In a window of its own. */
export async function openDocument(url: string): Promise<void> {
  window.open(url, '_blank', 'noopener');
}
