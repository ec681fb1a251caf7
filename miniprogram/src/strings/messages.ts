/** Asking for WeChat's messages: what each will tell, and why there are none. */
export const strings = {
  ask: { open: '打开微信提醒', promised: '好的，到时候微信告诉您。' },
  promises: {
    searching: '护士接单了、还要再等等、或者订单取消时，我们会在微信里告诉您',
    paid: '护士出发、服务做完、或者有变动时，我们会在微信里告诉您',
    onDuty: '有新的邀约时，我们会在微信里告诉您（点一次，提醒一次）',
    accepted: '患者付了款、或者取消时，我们会在微信里告诉您',
  },
  none: {
    browser: '网页里收不到微信提醒。这一页开着就会自动更新；在微信小程序里可以打开提醒。',
    oldWeChat: '您的微信版本较旧，收不到提醒。请更新微信，或常回来看看。',
    notOpen: '微信提醒还没有开通，请常回这一页看看。',
  },
} as const;
