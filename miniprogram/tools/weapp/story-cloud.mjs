/** Answers of the cloud functions for the smoke run, in the contract's shapes: a tiny world of one patient and one nurse. */
const START = Date.UTC(2026, 10, 23, 1, 30); // 09:30 in Beijing
const HOUR = 3_600_000;
export const now = START - 24 * HOUR;
const ORDER_ID = 'order00000000000000000001';

const recipient = {
  recipientId: 'r1',
  name: '王秀兰',
  relation: '母亲',
  verified: true,
  missingStep: null,
  doneSteps: ['basic', 'identity', 'contacts'],
  birthDay: '1948-03-12',
  history: '',
  mobility: 'needsHelp',
  living: 'withFamily',
  rights: 'owner',
  maskedIdNumber: '3****************8',
  sex: 'female',
  ageYears: 78,
  conditions: ['高血压'],
  allergies: ['青霉素'],
};
const address = {
  addressId: 'a1',
  label: '家',
  text: '杭州市西湖区文三路 100 号',
  district: '西湖区',
  position: [120.13, 30.28],
  contactPhone: '13800138000',
};
/** As the server gives one: kept for ten minutes. */
export const QUOTE = { token: `1700000000000.${'0'.repeat(64)}`, goodUntil: 1_700_000_000_000 };
const service = {
  code: 'MED-05',
  name: '普通伤口换药',
  category: 'MED',
  durationMinutes: 30,
  orderRequired: 'doctor_order',
  plain: '清洁伤口，换上干净敷料',
  everydayNames: ['换药'],
  spelled: ['pu tong shang kou huan yao', 'huan yao'],
  prepare: [],
  applicable: ['术后伤口'],
  exclusions: ['大出血'],
  serviceFen: 12000,
  consumablesFen: 3000,
  nextPrice: null,
  sop: ['洗手', '换药'],
  requiredVitals: ['BP', 'T'],
  requiredPhotos: ['换药后'],
  notes: '',
  offered: true,
};
const price = {
  items: [
    { kind: 'service', label: '服务费', amountFen: 12000 },
    { kind: 'transport', label: '交通费（3.2 公里）', amountFen: 1000 },
  ],
  totalFen: 13000,
  depositFen: 2600,
};
const nurse = {
  nurseId: 'n1',
  name: '王护士',
  sex: 'female',
  title: '主管护师',
  years: 12,
  stars: 4.8,
  reviewCount: 40,
  certificates: [],
  distanceMeters: 1200,
  travelMinutes: 8,
  pastVisits: 3,
  premiumFen: 0,
  reason: '距离 1.2 公里 · 约 8 分钟 · 评分 4.8 · 服务过您 3 次',
};

const order = (who) => ({
  orderId: ORDER_ID,
  status: who.status,
  statusText: who.status,
  serviceCode: service.code,
  serviceName: service.name,
  recipientMaskedName: '王**',
  district: '西湖区',
  startAt: START,
  endAt: START + HOUR / 2,
  nurseName: '王护士',
  totalFen: price.totalFen,
  dueFen: price.totalFen - who.paidFen,
  role: 'patient',
  price,
  paidFen: who.paidFen,
  refundedFen: 0,
  refundingFen: 0,
  payBy: now + HOUR / 2,
  payable:
    who.status === 'pendingPayment'
      ? [
          { part: 'deposit', amountFen: 2600 },
          { part: 'full', amountFen: 13000 },
        ]
      : [],
  dispatchStage: 'waves',
  searchStartedAt: now,
  nurse: { nurseId: 'n1', name: '王护士', title: '主管护师', stars: 4.8 },
  recipient,
  address: { text: address.text, position: address.position },
  contactPhone: '13800138000',
  note: '',
  visitCode: who.status === 'pendingService' ? '123456' : null,
  sop: service.sop,
  requiredVitals: service.requiredVitals,
  requiredPhotos: service.requiredPhotos,
  visit: null,
  review: null,
  incomeFen: 9000,
  conditions: [],
  consentSigned: true,
  rights: 'owner',
  timeline: [{ at: now, text: '已提交预约' }],
  cancelReason: null,
  urgent: false,
  reductions: [],
  compensationFen: 0,
  proposal: null,
  expectedAt: null,
  lateness: { freeCancelMinutes: 30, discountPercent: 10 },
  noShowFrom: null,
  atDoor: null,
  again: { recipientId: recipient.recipientId, addressId: address.addressId, nurseId: nurse.nurseId },
});
const offer = {
  orderId: ORDER_ID,
  serviceCode: service.code,
  serviceName: service.name,
  startAt: START,
  endAt: START + HOUR / 2,
  district: '西湖区',
  distanceMeters: 1200,
  travelMinutes: 8,
  recipientHint: '女 · 78 岁',
  incomeFen: 9000,
  exclusive: false,
  offeredAt: now,
  expiresAt: now + 600_000,
};
const me = (who) => ({
  userId: 'u1',
  displayName: '王小明',
  openid: 'o1',
  uid: '',
  roles: who.roles,
  nurseId: 'n1',
  recipients: [recipient],
  addresses: [address],
});
const measurement = {
  at: now,
  orderId: 'older',
  serviceName: service.name,
  vitals: { systolicMmHg: 132, diastolicMmHg: 84, pulsePerMinute: 72 },
  alerts: [],
};
const payment = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=p', signType: 'RSA', paySign: 's' };

const ALLOWED = { allowed: true, reasons: [], conditions: [] };
const CONSENTS = ['service', 'health', 'face'].map((kind) => ({
  kind,
  title: `同意书 ${kind}`,
  version: 1,
  text: ['我们加密保存。'],
  purpose: '安排上门。',
  withdrawal: '撤回后不能预约。',
  required: kind !== 'face',
  scope: kind === 'health' ? 'recipient' : 'account',
  state: 'never',
  at: null,
}));
const CHOICES = [
  { value: 'no', label: '没有' },
  { value: 'yes', label: '有' },
];
const QUESTIONS = ['有胸口痛吗？', '摔过跤吗？'].map((text, n) => ({
  id: `q${n}`,
  text,
  hint: '',
  isUrgent: n === 0,
  options: CHOICES,
}));
const RISK = { decision: 'allowed', reasons: [], advice: [], conditions: [], counts: true };

const answersFor = (who) => ({
  signIn: () => me(who),
  readCatalogue: () => ({ categories: [{ code: 'MED', name: '基础医疗护理' }], services: [service] }),
  listOrders: () => ({ orders: [order(who)], next: null }),
  findSlots: () => ({
    soonest: null,
    slots: [
      { startAt: START, nurseCount: 3 },
      { startAt: START + HOUR, nurseCount: 0 },
    ],
  }),
  recommendNurses: () => ({ nurses: [nurse], about: null }),
  quoteOrder: () => ({ price, quote: QUOTE, routeMeters: 3200, eligibility: who.eligibility ?? ALLOWED }),
  giveConsent: () => ({
    consents: CONSENTS,
    visit: { version: 1, title: '上门服务知情同意书', text: ['护士会观察。'] },
  }),
  assessRecipient: ({ step }) => ({
    version: 1,
    questions: QUESTIONS,
    risk: step === 'answer' ? RISK : null,
    first: null,
  }),
  createOrder: () => ({ orderId: ORDER_ID }),
  readOrder: () => order(who),
  readContacts: () => ({
    emergencyContacts: [
      { name: '王小明', phone: '13800138001', relation: '儿子' },
      { name: '王小红', phone: '13800138002', relation: '女儿' },
    ],
  }),
  saveAddress: () => ({ removed: true }),
  payOrder: () => {
    who.paidFen = 2600;
    return { outTradeNo: 't1', amountFen: 2600, payment };
  },
  readHealth: () => ({ recipientName: recipient.name, conditions: [], allergies: [], measurements: [measurement] }),
  changeOrder: ({ kind }) => (kind === 'times' ? { times: [] } : { tier: 'R0', feeFen: 0, refundFen: 2600 }),
  listOffers: () => ({ offers: [offer] }),
  acceptOrder: () => ({}),
  setOut: () => ({}),
  reportLocation: () => ({ remainingMeters: 850 }),
  checkIn: () => ({}),
  saveRecipient: ({ recipientId = 'r9' }) => ({ recipientId }),
  saveVisit: () => ({ savedAt: now }),
  completeVisit: () => ({ alerts: [] }),
});

/** `who` is mutable: the same run plays both roles. `sent` collects what the screens asked for. */
export function storyCloud() {
  const who = { roles: ['patient', 'nurse'], status: 'pendingAcceptance', paidFen: 0 };
  const sent = [];
  const answers = answersFor(who);
  const call = async (name, data) => {
    sent.push([name, data]);
    if (!answers[name]) return { ok: false, error: { code: 'NOT_FOUND', message: `没有 ${name}` }, at: now };
    return { ok: true, data: answers[name](data), at: now };
  };
  return { who, sent, call, ORDER_ID, START };
}
