/** In a window of its own. */
export async function openDocument(url: string): Promise<void> {
  window.open(url, '_blank', 'noopener');
}

/** The browser saves what it cannot show. */
export async function passOnTable(url: string, name: string): Promise<void> {
  const reply = await fetch(url);
  const blob = URL.createObjectURL(await reply.blob());
  const link = document.createElement('a');
  link.href = blob;
  link.download = name;
  link.click();
  URL.revokeObjectURL(blob);
}
