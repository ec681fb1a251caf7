/** What is said around a payment: what its outcome means, and where one can pay at all. */
export const strings = {
  unpaid: {
    confirmed: '付款已提交，微信还没有通知我们。请稍等，不要重复付款',
    cancelled: '您取消了付款，钱没有扣。想付的时候再点一次就行',
    failed: '微信支付没有成功，钱没有扣。请再试一次，或在微信里换一张银行卡',
    unanswered: '微信没有回音，还不知道付了没有。我们会继续核对，请先不要再付，过几分钟回来看看',
  },
  paidAlready: '这笔钱已经付好了，不用再付。订单已为您刷新',
  notInHost: '这里不能付款，请在微信里打开小程序，再付款',
  notInBrowser: '网页里不能付款，请在微信小程序里打开这张订单',
} as const;
