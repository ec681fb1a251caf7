/** What the phone says after its payment sheet. None of it proves anything: after each the server is asked. */
export type PaymentOutcome = 'confirmed' | 'cancelled' | 'failed' | 'unanswered';

/** WeChat words its outcomes `requestPayment:fail cancel`, `requestPayment:fail (the bank's words)`, `requestPayment:fail timeout`. */
export function outcomeOf(error: unknown): Exclude<PaymentOutcome, 'confirmed'> {
  const said = String((error as { errMsg?: string } | null)?.errMsg ?? error);
  if (/cancel/i.test(said)) return 'cancelled';
  return /time\s?-?out|超时|network|网络/i.test(said) ? 'unanswered' : 'failed';
}

/** What people read when the server, too, knows of no money. */
export const UNPAID_WORDS: Readonly<Record<PaymentOutcome, string>> = {
  confirmed: '付款已提交，微信还没有通知我们。请稍等，不要重复付款',
  cancelled: '您取消了付款，钱没有扣。想付的时候再点一次就行',
  failed: '微信支付没有成功，钱没有扣。请再试一次，或在微信里换一张银行卡',
  unanswered: '微信没有回音，还不知道付了没有。我们会继续核对，请先不要再付，过几分钟回来看看',
};
