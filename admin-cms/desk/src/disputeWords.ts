/** What a decision about a family's money would do, line by line. */
import type { Effect } from '#domain/dispute/decide';
import { yuan } from '#domain/payment/fen';

export function effectWords({ amountFen, refundFen, nurseFen, revenueFen, fundFen }: Effect): readonly string[] {
  if (amountFen === 0) return ['不退款：账目、积分、发票和护士收入都不变'];
  const lines: readonly (readonly [number, string])[] = [
    [refundFen, '原路退回家属'],
    [amountFen - refundFen, '从还没付的尾款里减掉'],
    [nurseFen, '从护士这次收入里扣'],
    [revenueFen, '从平台这次收入里出'],
    [fundFen, '平台另外补贴'],
  ];
  const money = lines.filter(([fen]) => fen > 0).map(([fen, words]) => `${words} ${yuan(fen)}`);
  return [...money, '这部分费用得的积分收回；已开的发票冲红后按剩余金额重开'];
}
