/** What the shared components say by themselves; what a screen gives them is in the screen's own file. */
import { yuan } from '#domain/payment/fen';

export const strings = {
  emergency: {
    title: '请立即拨打 120',
    why: '您说的情况可能有生命危险，不要等护士上门。',
    meanwhile: '让病人躺平不动，身边不要离开人，把门打开等救护车。',
    dial: '拨打 120',
    beside: '情况紧急？直接打 120',
  },
  frame: { back: '返回', toHome: '回首页' },
  tabBar: { label: '主要页面' },
  skeleton: { loading: '正在加载' },
  loadState: { retry: '再试一次' },
  offline: {
    title: '没有网络',
    words: '已打开的内容还能看，填写的内容会先存在手机里。预约、接单、付款要等网络恢复，恢复后自动更新。',
  },
  price: {
    total: '合计',
    how: '价格怎么算的',
    sum: ({ items, totalFen }: { items: readonly { amountFen: number }[]; totalFen: number }) =>
      `合计：${items
        .map(({ amountFen }) => yuan(amountFen))
        .join(' + ')
        .replace(/\+ -/g, '− ')} = ${yuan(totalFen)}`,
    frozen: '下单以后，按这个价格收。以后调价，不影响这一单。',
    spoken: ({ items }: { items: readonly { label: string; amountFen: number; steps?: readonly string[] }[] }) =>
      items.map(({ label, amountFen, steps = [] }) => [`${label} ${yuan(amountFen)}`, ...steps].join('。')).join('。'),
  },
  service: {
    minutes: ({ minutes }: { minutes: number }) => `约 ${minutes} 分钟`,
    from: ' 起，另加交通费',
  },
  chart: { label: ({ title }: { title: string }) => `${title}曲线` },
  areaMap: { label: '地图。点一下，加一个角；也可以改用“说几公里”' },
  map: {
    label: '地图',
    sketch: '示意图',
    sketchOf: ({ places }: { places: readonly string[] }) => `示意图：${places.join('，')}`,
  },
  daysAhead: '哪一天',
  hour: ({ time, said }: { time: string; said: string }) => (said ? `${time}，${said}` : time),
  readAloud: { listen: '听一听', stop: '停下来' },
  voiceInput: {
    busy: '正在听，说完点这里',
    speak: '不想打字？点这里说',
    speakFor: ({ label }: { label: string }) => `不想打字？点这里说：${label}`,
  },
  careOffer: { question: '字大一点，更好用？', yes: '好，用大字', no: '不用', noMeans: '不用，现在就好' },
  day: { year: '年', month: '月', date: '日' },
  time: {
    nextDay: ({ time }: { time: string }) => `次日 ${time}`,
    earlier: ({ label }: { label: string }) => `${label}早半小时`,
    later: ({ label }: { label: string }) => `${label}晚半小时`,
  },
  order: { manage: '家人共享，您可以一起打理', follow: '家人共享，您可以看进度' },
  neverAgain: {
    ask: { patient: '以后不请这位护士', nurse: '以后不接这家' },
    words: '记下以后不再安排你们见面，对方不会知道。想改主意时可以撤回。',
    confirm: '记下来',
    said: { patient: '已记下，以后不会派这位护士来。', nurse: '已记下，以后不会再问您接这家。' },
    undo: '改主意了，撤回',
  },
  familyCall: {
    call: ({ name }: { name: string }) => `打电话给${name}`,
    /** One of the contract's words: the person who holds the phone. */
    self: '本人',
  },
} as const;
