/** Why WeChat Pay did not transfer, as the nurse reads it: what is wrong and what to do (reference 1.8; the list is WeChat Pay's). */
const LATER = '系统会自动再试，不用重复操作';
const CALL = '请联系客服';

const WORDS: Readonly<Record<string, string>> = {
  // told when the transfer was over
  ACCOUNT_FROZEN: '您的微信支付账户被冻结。请在微信里解冻后重新领取',
  ACCOUNT_NOT_EXIST: '您的微信还没有开通支付。请开通并实名后重新领取',
  REAL_NAME_CHECK_FAIL: '您的微信没有通过实名。请在微信里完成实名后重新领取',
  NAME_NOT_CORRECT: '微信实名和登记的姓名不一致。请核对微信实名，或联系客服',
  OPENID_INVALID: '找不到您的微信账户。请重新登录后再领取',
  TRANSFER_QUOTA_EXCEED: '超过了微信单笔收款上限。请联系客服',
  DAY_RECEIVED_QUOTA_EXCEED: '今天收款金额已到微信上限。请明天再领取',
  DAY_RECEIVED_COUNT_EXCEED: '今天收款次数已到微信上限。请明天再领取',
  REALNAME_ACCOUNT_RECEIVED_QUOTA_EXCEED: '您的微信账户收款额度已满。请在微信里提升实名等级后重新领取',
  BLOCK_B2C_USERLIMITAMOUNT_BSRULE_MONTH: '本月收款金额已到微信上限。请下月再领取',
  MERCHANT_REJECT: '平台没有通过这笔转账。请联系客服',
  MERCHANT_NOT_CONFIRM: '平台没有及时确认这笔转账。请重新领取',
  OVERDUE_CLOSE: '超过 24 小时没有确认收款，已退回。请重新领取',
  CANCELLED: '这笔转账已撤销。请重新领取',
  PAYER_ACCOUNT_ABNORMAL: '平台的付款账户异常，我们正在处理。请过一天再领取',
  PAYEE_ACCOUNT_ABNORMAL: '您的微信账户暂时不能收款。请在微信里查看账户状态后重新领取',
  TRANSFER_RISK: '微信认为这笔转账有风险。请联系客服',
  TRANSFER_SCENE_UNAVAILABLE: '平台的转账功能暂时不可用。请联系客服',
  TRANSFER_SCENE_INVALID: '平台的转账功能暂时不可用。请联系客服',
  NOT_TAKEN: '微信没有收下这笔转账。请重新领取',
  // told instead of taking it
  NOT_ENOUGH: `平台账户正在充值，${LATER}`,
  FREQUENCY_LIMITED: `微信支付忙，${LATER}`,
  RATELIMIT_EXCEEDED: `微信支付忙，${LATER}`,
  SYSTEM_ERROR: `微信支付忙，${LATER}`,
  UNREACHABLE: `连不上微信支付，${LATER}`,
};

export const problemWords = (code: string): string => WORDS[code] ?? `转账没有成功（${code}），${CALL}`;

/** The ends reference 1.8 names; each has words of its own. */
export const FAIL_REASONS = [
  ...(['ACCOUNT_FROZEN', 'ACCOUNT_NOT_EXIST', 'REAL_NAME_CHECK_FAIL', 'NAME_NOT_CORRECT', 'OPENID_INVALID'] as const),
  ...(['TRANSFER_QUOTA_EXCEED', 'DAY_RECEIVED_QUOTA_EXCEED', 'DAY_RECEIVED_COUNT_EXCEED'] as const),
  ...(['REALNAME_ACCOUNT_RECEIVED_QUOTA_EXCEED', 'BLOCK_B2C_USERLIMITAMOUNT_BSRULE_MONTH'] as const),
  ...(['MERCHANT_REJECT', 'MERCHANT_NOT_CONFIRM', 'OVERDUE_CLOSE', 'PAYER_ACCOUNT_ABNORMAL'] as const),
  ...(['PAYEE_ACCOUNT_ABNORMAL', 'TRANSFER_RISK', 'TRANSFER_SCENE_UNAVAILABLE', 'TRANSFER_SCENE_INVALID'] as const),
] as const;
