/** A storage that lives and dies with the page, in the shape the browser SDK asks for. */
export function memoryStorage() {
  const kept = new Map<string, string>();
  const getItemSync = (key: string) => kept.get(key) ?? null;
  const setItemSync = (key: string, value: string) => void kept.set(key, value);
  const removeItemSync = (key: string) => void kept.delete(key);
  return {
    getItemSync,
    setItemSync,
    removeItemSync,
    getItem: async (key: string) => getItemSync(key),
    setItem: async (key: string, value: string) => setItemSync(key, value),
    removeItem: async (key: string) => removeItemSync(key),
  };
}
