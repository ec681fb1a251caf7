import { onMounted, onUnmounted, ref } from 'vue';

interface VoiceUse {
  readonly can: () => boolean;
  /** Settles when it is over; rejects in words. */
  readonly start: () => Promise<void>;
  readonly stop: () => void;
  /** Said when it failed without words. */
  readonly otherwise: string;
}

/** One button that starts and stops: reading aloud and dictation behave alike. */
export function useVoice({ can, start, stop, otherwise }: VoiceUse) {
  const isThere = ref(false);
  const busy = ref(false);
  const problem = ref('');
  // asked late: a host without it keeps its page
  onMounted(() => (isThere.value = can()));
  onUnmounted(() => busy.value && stop());

  async function toggle() {
    if (busy.value) return stop();
    problem.value = '';
    busy.value = true;
    try {
      await start();
    } catch (error) {
      problem.value = error instanceof Error ? error.message : otherwise;
    } finally {
      busy.value = false;
    }
  }
  return { isThere, busy, problem, toggle };
}
