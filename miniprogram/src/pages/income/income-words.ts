import type { IncomeItem } from '#domain/payment/statement/items';
import { dateText } from '#domain/schedule/beijing';
import { strings } from '@/strings/income';

/** `11月23日 到 11月29日`: both days belong to it. */
export const weekText = ({ fromAt, toAt }: { fromAt: number; toAt: number }): string =>
  strings.weeks.range({ from: dateText(fromAt), to: dateText(toAt - 1) });

/** What brought the money: the service, or why there was money without one. */
export const itemTitle = ({ kind, serviceName }: Pick<IncomeItem, 'kind' | 'serviceName'>): string =>
  kind === 'visit' && serviceName !== '' ? serviceName : strings.kinds[kind];
