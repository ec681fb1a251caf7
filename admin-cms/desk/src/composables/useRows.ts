import { ref, type Ref } from 'vue';
import { database } from '../cloud';
import type { Row } from '../models';

export interface Rows {
  readonly rows: Ref<readonly Row[]>;
  readonly error: Ref<string>;
  readonly loading: Ref<boolean>;
  load(): Promise<void>;
}

/** At most this many are read: lists are for the newest, pictures for a city. */
const PAGE = 500;

export function useRows(collection: string, where: () => Record<string, unknown>, newestBy: string): Rows {
  const rows = ref<readonly Row[]>([]);
  const error = ref('');
  const loading = ref(false);
  async function load(): Promise<void> {
    loading.value = true;
    try {
      const query = database().collection(collection).where(where()).orderBy(newestBy, 'desc').limit(PAGE);
      rows.value = ((await query.get()) as { data: Row[] }).data;
      error.value = '';
    } catch (reason) {
      error.value = `读取失败：${(reason as Error).message}。请重试。`;
    } finally {
      loading.value = false;
    }
  }
  return { rows, error, loading, load };
}
