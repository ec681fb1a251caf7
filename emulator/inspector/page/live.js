/** Data that keeps itself fresh while somebody looks. */
import { onMounted, onUnmounted, ref } from './vue.js';
import { wordsOf, worked } from './api.js';

/** What costs the emulator much is asked for less often: its one thread is for those who work with it. */
const REST_FACTOR = 20;

/** Loads at once and then every `periodMs`; not while the page is hidden. `reload()` is for after a change. */
export function useLive(load, periodMs = 2000) {
  const data = ref(null);
  const error = ref('');
  let timer;
  let isOver = false;
  let newest = 0;

  async function reload() {
    newest += 1;
    const mine = newest;
    try {
      const loaded = await load();
      if (mine !== newest || isOver) return; // a later answer is already shown
      data.value = loaded;
      error.value = '';
    } catch (refusal) {
      if (mine === newest) error.value = wordsOf(refusal);
    }
  }

  async function tick() {
    const before = worked.ms;
    if (!document.hidden) await reload();
    const restMs = Math.max(periodMs, (worked.ms - before) * REST_FACTOR);
    if (!isOver) timer = setTimeout(tick, restMs);
  }

  onMounted(tick);
  onUnmounted(() => {
    isOver = true;
    clearTimeout(timer);
  });
  return { data, error, reload };
}
