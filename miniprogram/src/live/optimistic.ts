import type { ShallowRef } from 'vue';

/**
 * Shows at once what a tap will most likely do, then asks. Refused: what was shown before is back, unless something newer came
 * meanwhile, and the reason goes on to whoever words it.
 */
export async function optimistically<T>(
  shown: ShallowRef<T | null>,
  guess: (now: T) => T,
  act: () => Promise<unknown>,
): Promise<void> {
  const before = shown.value;
  if (before === null) {
    await act();
    return;
  }
  const guessed = guess(before);
  shown.value = guessed;
  try {
    await act();
  } catch (error) {
    if (shown.value === guessed) shown.value = before;
    throw error;
  }
}
