export function onNetwork(tell: (connected: boolean) => void): void {
  window.addEventListener('online', () => tell(true));
  window.addEventListener('offline', () => tell(false));
  if (navigator.onLine === false) tell(false);
}

export function onSeen(tell: (seen: boolean) => void): () => void {
  const changed = () => tell(document.visibilityState !== 'hidden');
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
