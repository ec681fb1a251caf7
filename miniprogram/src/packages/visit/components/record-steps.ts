import type { OrderView } from '#contract/orders';
import { fieldsFor } from '@/health/vital-fields';

export type RecordStep = 'checklist' | 'vitals' | 'photos' | 'summary';

/** What a record asks; a visit that is not going on has nothing to ask, and stands on one page. */
export function recordSteps(order: OrderView | null): readonly [RecordStep, ...RecordStep[]] {
  if (order?.status !== 'inService') return ['checklist'];
  const measured: RecordStep[] = fieldsFor(order.requiredVitals).length > 0 ? ['vitals'] : [];
  return ['checklist', ...measured, 'photos', 'summary'];
}
