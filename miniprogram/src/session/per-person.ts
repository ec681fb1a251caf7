/** State that belongs to whoever is signed in: two people on one phone never see each other's. */
let personId = '';
const forgetters: (() => void)[] = [];

/** `make` runs once per person; the result is dropped when the person leaves. */
export function perPerson<T>(make: (personId: string) => T): () => T {
  const kept = new Map<string, T>();
  forgetters.push(() => kept.clear());
  return () => {
    if (!kept.has(personId)) kept.set(personId, make(personId));
    return kept.get(personId) as T;
  };
}

export function personIs(userId: string): void {
  if (userId !== personId) forgetEveryone();
  personId = userId;
}

export function forgetEveryone(): void {
  personId = '';
  for (const forget of forgetters) forget();
}
