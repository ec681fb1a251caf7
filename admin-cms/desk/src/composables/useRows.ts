import { ref, type Ref } from 'vue';
import { database } from '../cloud';
import type { Row } from '../models';

export interface Rows {
  readonly rows: Ref<readonly Row[]>;
  readonly error: Ref<string>;
  readonly loading: Ref<boolean>;
  load(): Promise<void>;
}

/** At most this many are read: lists are for the newest (queues: the oldest), pictures for a city. */
const PAGE = 500;

export function useRows(
  collection: string,
  where: () => Record<string, unknown>,
  orderBy: string,
  direction: 'asc' | 'desc' = 'desc',
): Rows {
  const rows = ref<readonly Row[]>([]);
  const error = ref('');
  const loading = ref(false);
  async function load(): Promise<void> {
    loading.value = true;
    try {
      const query = database().collection(collection).where(where()).orderBy(orderBy, direction).limit(PAGE);
      rows.value = ((await query.get()) as { data: Row[] }).data;
      error.value = '';
    } catch (reason) {
      console.error(`reading ${collection}`, reason);
      error.value = '读取失败，请检查网络后重试。';
    } finally {
      loading.value = false;
    }
  }
  return { rows, error, loading, load };
}
