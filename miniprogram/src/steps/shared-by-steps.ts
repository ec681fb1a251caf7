/** What the steps of one way fill in together: each is a page, all write into the same. Gone with the last of these pages. */
import { effectScope, onUnmounted, type EffectScope } from 'vue';

interface Shared<T> {
  readonly state: T;
  readonly scope: EffectScope;
  pages: number;
}

export interface Joined<T> {
  readonly state: T;
  /** This page is the first of its way: nothing was filled in before. */
  readonly isNew: boolean;
}

/** Call what it answers in setup. `make` runs once for all pages of a key, in a scope that outlives the page that came first. */
export function sharedBySteps<T>(): (key: string, make: () => T) => Joined<T> {
  const ways = new Map<string, Shared<T>>();
  return (key, make) => {
    const known = ways.get(key);
    const way = known ?? begin(make);
    ways.set(key, way);
    way.pages += 1;
    onUnmounted(() => {
      way.pages -= 1;
      if (way.pages > 0) return;
      way.scope.stop();
      ways.delete(key);
    });
    return { state: way.state, isNew: !known };
  };
}

function begin<T>(make: () => T): Shared<T> {
  const scope = effectScope(true);
  return { state: scope.run(make) as T, scope, pages: 0 };
}
