import { onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { useDidShow } from '@tarojs/taro';
import { AppError, wordsFor } from '@/cloud/app-error';

export interface Loaded<T> {
  readonly data: ShallowRef<T | null>;
  /** Words for the person; '' while all is well. What was loaded before stays visible beside it. */
  readonly problem: Ref<string>;
  /** The same for programs; '' while all is well, and for what no code of ours names. */
  readonly problemCode: Ref<string>;
  readonly loading: Ref<boolean>;
  readonly load: () => Promise<void>;
}

/** Something asked of the server: loading, loaded, failed with a way to try again. The latest asking wins. */
export function loaded<T>(ask: () => Promise<T>): Loaded<T> {
  const data: ShallowRef<T | null> = shallowRef(null);
  const problem = ref('');
  const problemCode = ref('');
  const loading = ref(false);
  let latest = 0;
  const load = async () => {
    const asking = ++latest;
    loading.value = true;
    try {
      const answer = await ask();
      if (asking !== latest) return;
      data.value = answer;
      problem.value = '';
      problemCode.value = '';
    } catch (error) {
      if (asking !== latest) return;
      problem.value = wordsFor(error);
      problemCode.value = error instanceof AppError ? error.code : '';
    } finally {
      if (asking === latest) loading.value = false;
    }
  };
  return { data, problem, problemCode, loading, load };
}

/** The same, asked when the component appears and again each time its page is shown. */
export function useLoaded<T>(ask: () => Promise<T>): Loaded<T> {
  const state = loaded(ask);
  onMounted(() => void state.load());
  useDidShow(() => {
    if (state.data.value) void state.load();
  });
  return state;
}
