/** What stays when an account is closed, why, and until when. */
import type { Order } from '../order/order';

export interface Kept {
  readonly what: string;
  readonly why: string;
  readonly until: number;
}

/** 电子商务法 第三十一条: transactions at least three years (P-043). */
export const TRANSACTION_YEARS = 3;
/** 医疗机构病历管理规定 第二十九条: outpatient records at least fifteen years after the last visit (P-044). */
export const CARE_RECORD_YEARS = 15;

export interface RetentionTerms {
  /** Null: nothing of the kind. */
  readonly transactionsUntil: number | null;
  readonly careRecordsUntil: number | null;
}

export const NOTHING: RetentionTerms = { transactionsUntil: null, careRecordsUntil: null };

const latest = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.max(one, other);

/** Whichever is longer, kind by kind. */
export const later = (one: RetentionTerms, other: RetentionTerms): RetentionTerms => ({
  transactionsUntil: latest(one.transactionsUntil, other.transactionsUntil),
  careRecordsUntil: latest(one.careRecordsUntil, other.careRecordsUntil),
});

export type Kind = Pick<Order, 'createdAt' | 'statusSince' | 'checkedInAt' | 'finishedAt'>;

/** Counted from the end of the last order, and from the last visit. */
export function retentionTerms(orders: readonly Kind[]): RetentionTerms {
  const visits = orders.flatMap(({ checkedInAt, finishedAt }) => finishedAt ?? checkedInAt ?? []);
  const ends = orders.map(({ statusSince, createdAt }) => Math.max(statusSince, createdAt));
  return {
    transactionsUntil: ends.length === 0 ? null : yearsAfter(Math.max(...ends), TRANSACTION_YEARS),
    careRecordsUntil: visits.length === 0 ? null : yearsAfter(Math.max(...visits), CARE_RECORD_YEARS),
  };
}

/** `served`: what a nurse did for others; the record of care names her as long as it is kept. */
export function keptList(ordered: RetentionTerms, served: RetentionTerms = NOTHING): readonly Kept[] {
  const { transactionsUntil } = later(ordered, served);
  const { careRecordsUntil } = ordered;
  return [
    ...(transactionsUntil === null
      ? []
      : [{ what: '订单与支付记录', why: '电子商务法要求交易信息保存三年', until: transactionsUntil }]),
    ...(careRecordsUntil === null
      ? []
      : [{ what: '护理记录与被照护人的身份', why: '病历管理规定要求病历保存十五年', until: careRecordsUntil }]),
    ...(served.careRecordsUntil === null
      ? []
      : [
          {
            what: '您的姓名、执业信息和上门记录',
            why: '病历须写明由谁护理，一起保存十五年',
            until: served.careRecordsUntil,
          },
        ]),
  ];
}

/** The same day so many years later; 29 February becomes 1 March. */
export function yearsAfter(at: number, years: number): number {
  const day = new Date(at);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.getTime();
}
