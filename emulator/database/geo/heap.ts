/** A binary heap: the item with the smallest key comes out first. */
export class Heap<T> {
  private readonly keys: number[] = [];
  private readonly items: T[] = [];

  get size(): number {
    return this.items.length;
  }

  push(key: number, item: T): void {
    const { keys, items } = this;
    let at = items.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((keys[parent] as number) <= key) break;
      keys[at] = keys[parent] as number;
      items[at] = items[parent] as T;
      at = parent;
    }
    keys[at] = key;
    items[at] = item;
  }

  pop(): { key: number; item: T } | undefined {
    const { keys, items } = this;
    const item = items[0];
    const key = keys[0];
    if (item === undefined || key === undefined) return undefined;
    const lastKey = keys.pop() as number;
    const lastItem = items.pop() as T;
    if (items.length > 0) this.sink(lastKey, lastItem);
    return { key, item };
  }

  private sink(key: number, item: T): void {
    const { keys, items } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && (keys[child + 1] as number) < (keys[child] as number)) child += 1;
      if ((keys[child] as number) >= key) break;
      keys[at] = keys[child] as number;
      items[at] = items[child] as T;
      at = child;
    }
    keys[at] = key;
    items[at] = item;
  }
}
