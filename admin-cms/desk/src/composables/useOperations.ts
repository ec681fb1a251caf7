/** The numbers of operation as they hold now: what the environment began with, and every change whose hour has come. */
import { computed, ref } from 'vue';
import { effective, type ParameterChange } from '#domain/operations/changes';
import type { OperationParameters } from '#domain/operations/parameters';
import { currentTime } from '../cloud';
import { useRows } from './useRows';

export function useOperations() {
  const now = ref(0);
  const settings = useRows('settings', () => ({ _id: 'operations' }), '_id');
  const changes = useRows('settingChanges', () => ({}), 'at');
  const base = computed(() => settings.rows.value[0] as unknown as OperationParameters | undefined);
  const decided = computed(() => changes.rows.value as unknown as readonly ParameterChange[]);
  const current = computed(() => (base.value ? effective(base.value, decided.value, now.value) : null));

  async function load(): Promise<void> {
    now.value = await currentTime();
    await Promise.all([settings.load(), changes.load()]);
  }
  return { now, settings, changes, base, decided, current, load };
}
