/** Is there a network? Known from the host's word; where a host has no such word it is taken for granted. */
import { readonly, ref, type Ref } from 'vue';
import { onNetwork } from './host';

const now = ref(true);
const wakers = new Set<() => void>();
export const online: Readonly<Ref<boolean>> = readonly(now);

/** Told when the network is back, or has become another one: sockets of the former are dead. Answers how to leave. */
export function onBackOnline(wake: () => void): () => void {
  wakers.add(wake);
  return () => void wakers.delete(wake);
}

/** Called once, when the program starts. */
export function followNetwork(): void {
  onNetwork((connected) => {
    now.value = connected;
    if (connected) for (const wake of [...wakers]) wake();
  });
}
