/** Institutions in the words of finance. */
import type { Cell } from '#domain/documents/csv';
import type { ShareCategory } from '#domain/institution/share';
import type { InstitutionStatement } from '#domain/institution/monthly';
import { yearTimeText } from '#domain/schedule/beijing';

export const CATEGORY_WORDS: Readonly<Record<ShareCategory, string>> = {
  all: '全部服务',
  med: '医疗护理',
  reh: '康复护理',
  lif: '生活照料',
  spc: '专项服务',
};

export const MONTH_STATES: Readonly<Record<InstitutionStatement['state'], string>> = {
  nothing: '无应付',
  open: '待付款',
  paid: '已付款',
};

export const monthTable = (
  { month, items, broughtFen, totalFen }: InstitutionStatement,
  name: string,
): readonly (readonly Cell[])[] => [
  ['机构', name],
  ['月份', month],
  ['记账时间', '订单编号', '分成（元）'],
  ...items.map(({ at, orderId, amountFen }) => [yearTimeText(at), orderId, { fen: amountFen }]),
  ['上月结转', '', { fen: broughtFen }],
  ['应付', '', { fen: totalFen }],
];
