/**
 * A long page, in care mode asked as short steps: one question, one big button. Each step is a page of history of its own (the
 * same page, with the step's name in its address), because only so does every way back lead to the question before: WeChat's
 * gesture, arrow and key cannot be caught inside a page, and a browser's back button is the same to us. In ordinary mode
 * everything stands on one page, whatever the address says; ways that ask for thought (`always`) have their steps there too.
 */
import { computed, type ComputedRef } from 'vue';
import Taro, { useDidShow } from '@tarojs/taro';
import { go } from '@/navigation/go';
import { session } from '@/session/session';

/** WeChat opens no eleventh page. */
const DEEPEST_HISTORY = 10;

export interface Steps<Name extends string> {
  /** One question at a time. */
  readonly apart: ComputedRef<boolean>;
  /** The question of this page; the first one where all stand together. */
  readonly name: ComputedRef<Name>;
  /** 1 of `count`; 1 of 1 where all stand together. */
  readonly number: ComputedRef<number>;
  readonly count: ComputedRef<number>;
  readonly isLast: ComputedRef<boolean>;
  readonly shows: (name: Name) => boolean;
  /** To the next question. */
  readonly next: () => Promise<void>;
}

/** What an address keeps besides the step. Taro adds its own stamps to it, those stay behind. */
const isOurs = (key: string) => key !== 'step' && key !== 'stamp' && !key.startsWith('$');

/**
 * Call in setup. `names` may change with what is asked; `from` is where the way begins when nothing of it is filled in yet,
 * though the address names a later step: a page opened anew has forgotten what was typed on those before.
 */
export function useSteps<Name extends string>(
  names: () => readonly [Name, ...Name[]],
  { isBegun = true, always = false }: { readonly isBegun?: boolean; readonly always?: boolean } = {},
): Steps<Name> {
  const { path = '', params = {} } = Taro.getCurrentInstance().router ?? {};
  const asked = isBegun ? params.step : undefined;
  const kept = Object.entries(params).filter(([key, value]) => isOurs(key) && value !== undefined);
  const route = path.replace(/\?.*/, '').replace(/^\/*/, '/');
  const apart = computed(() => (always || session.careMode.value) && names().length > 1);
  const name = computed(() => names().find((one) => one === asked && apart.value) ?? names()[0]);
  const at = computed(() => names().indexOf(name.value));
  const isLast = computed(() => !apart.value || at.value === names().length - 1);
  const next = async () => {
    const following = names()[at.value + 1];
    if (following === undefined || !apart.value) return;
    const query = [...kept, ['step', following]].map(([key, value]) => `${key}=${String(value)}`).join('&');
    // deeper than WeChat goes, the way on is worth more than the way back
    const to = Taro.getCurrentPages().length < DEEPEST_HISTORY ? Taro.navigateTo : Taro.redirectTo;
    await to({ url: `${route}?${query}` });
  };
  return {
    apart,
    name,
    number: computed(() => (apart.value ? at.value + 1 : 1)),
    count: computed(() => (apart.value ? names().length : 1)),
    isLast,
    shows: (one) => !apart.value || one === name.value,
    next,
  };
}

/** How many pages on top of history are steps of the same way as the one on top; itself among them. */
function pagesOfThisWay(): number {
  const routes = Taro.getCurrentPages().map((page) => (page.route ?? '').replace(/^\/|\?.*/g, ''));
  const here = routes[routes.length - 1];
  const before = [...routes].reverse().findIndex((route) => route !== here);
  return before === -1 ? routes.length : before;
}

/** Away from all steps at once, to what was there before them. */
export function leaveSteps(): void {
  const delta = pagesOfThisWay();
  if (delta < Taro.getCurrentPages().length) void Taro.navigateBack({ delta });
  else go.home();
}

/**
 * What was saved on a later step must not be asked again by those before it: one that comes back into sight leaves, with all
 * others. (Going back to the first step at once is no way: Taro's H5 router loses itself among pages of one address.)
 */
export function leaveWhenDone(isDone: () => boolean): void {
  useDidShow(() => {
    if (isDone()) leaveSteps();
  });
}
