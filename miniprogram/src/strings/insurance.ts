/** Paying with the medical insurance. Amounts are said only after the office has settled. */
import { yuan } from '#domain/payment/fen';

export const strings = {
  pay: '用医保付',
  how: '要用被照护人本人的医保码。医保算好以后，先给您看医保付多少、您付多少，再付款。',
  settled: '医保已经算好了',
  gov: '医保统筹付',
  self: '医保个人账户付',
  other: '其他医保基金付',
  cash: '您还要付',
  confirm: ({ fen }: { fen: number }) => (fen > 0 ? `确认，付 ${yuan(fen)}` : '确认用医保付清'),
  until: ({ time }: { time: string }) => `请在 ${time} 前付。过了时间，要再出示一次医保码。`,
  paid: ({ fen }: { fen: number }) => `其中医保付 ${yuan(fen)}`,
  notShown: '没有拿到医保码。想用医保付，请再点一次，并在医保页面点“同意授权”',
  notInHost: '这个微信版本不能用医保付，请更新微信，或自费支付',
  notInBrowser: '网页里不能用医保付，请在微信小程序里打开这张订单',
} as const;
