/** Ways between pages, in one place, so that an address is written once. */
import Taro from '@tarojs/taro';
import type { ConsentKind } from '#domain/consent/kinds';
import type { RegistrationStep } from '#domain/person/registration';
import { session } from '@/session/session';
import type { GroupName } from '@/pages/mine/groups';
import { TABS } from '@/session/tabs';

const open = (path: string, query: Record<string, string> = {}) => {
  const search = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  void Taro.navigateTo({ url: `/${path}/index${search.length > 0 ? `?${search.join('&')}` : ''}` });
};
const to = (path: string, query: Record<string, string> = {}) => open(`packages/${path}`, query);

export const go = {
  services: (category: string) => to('booking/services', { category }),
  service: (code: string) => to('booking/service', { code }),
  bookWhere: () => to('booking/where'),
  bookWhen: () => to('booking/when'),
  bookNurse: () => to('booking/nurse'),
  bookConfirm: () => to('booking/confirm'),
  /** Recurring care: when, with whom, is it right so; all that is arranged, and one of it. */
  repeatPlan: () => to('booking/repeat'),
  repeatNurse: () => to('booking/repeat-nurse'),
  repeatCheck: () => to('booking/repeat-check'),
  repeats: () => to('booking/repeats'),
  repeatOne: (seriesId: string) => to('booking/repeat-one', { seriesId }),
  /** It takes the place of the last step, so that "back" does not arrange it again. */
  repeatMade: (seriesId: string) =>
    void Taro.reLaunch({ url: `/packages/booking/repeat-one/index?seriesId=${seriesId}` }),
  /** The last page of a booking, with a time proposed: near this hour, with this nurse if she can. */
  bookAgain: (usualAt: number, nurseId: string | null) =>
    to('booking/confirm', { usualAt: String(usualAt), nurseId: nurseId ?? '' }),
  order: (orderId: string) => to('order/order', { orderId }),
  review: (orderId: string) => to('order/review', { orderId }),
  cancel: (orderId: string, as: string) => to('order/cancel', { orderId, as }),
  reschedule: (orderId: string, as: string) => to('order/reschedule', { orderId, as }),
  dispute: (orderId: string) => to('order/dispute', { orderId }),
  late: (orderId: string) => to('visit/late', { orderId }),
  refuseVisit: (orderId: string) => to('visit/refuse', { orderId }),
  interrupt: (orderId: string) => to('visit/interrupt', { orderId }),
  visit: (orderId: string) => to('visit/visit', { orderId }),
  recipient: (recipientId = '') => to('people/recipient', { recipientId }),
  identity: (recipientId: string) => to('people/identity', { recipientId }),
  contacts: (recipientId: string) => to('people/contacts', { recipientId }),
  /** One of the three steps of registration. */
  register: (step: RegistrationStep, recipientId: string) =>
    ({ basic: go.recipient, identity: go.identity, contacts: go.contacts })[step](recipientId),
  /** Everything about one person cared for: how far registration is, consents, assessment. */
  person: (recipientId: string) => to('people/person', { recipientId }),
  /** Where the identity is checked by the face (weapp). */
  face: () => to('people/face'),
  consents: (recipientId = '') => to('consents/list', { recipientId }),
  consent: (kind: ConsentKind, recipientId: string) => to('consents/text', { kind, recipientId }),
  /** To be agreed to now, one by one: `kinds` of ConsentKind. */
  giveConsents: (recipientId: string, kinds: readonly string[]) =>
    to('consents/give', { recipientId, kinds: kinds.join(',') }),
  riskQuestions: (recipientId: string, serviceCode: string) => to('assessment/risk', { recipientId, serviceCode }),
  /** The doctor's order or prescription for one service. */
  doctorOrder: (recipientId: string, serviceCode: string) => to('assessment/order', { recipientId, serviceCode }),
  firstAssessment: (recipientId: string) => to('assessment/first', { recipientId }),
  address: (addressId = '') => to('people/address', { addressId }),
  familyPeople: () => to('family/people'),
  familyCircle: (recipientId: string) => to('family/circle', { recipientId }),
  familyInvite: (recipientId: string) => to('family/invite', { recipientId }),
  familyActivity: (recipientId: string) => to('family/activity', { recipientId }),
  accountPhone: () => to('account/phone'),
  accountData: () => to('account/data'),
  accountClose: () => to('account/close'),
  discounts: () => to('account/discounts'),
  packages: () => to('account/packages'),
  /** Receipt and tax invoice of one order; all invoices. */
  orderPapers: (orderId: string) => to('invoice/order', { orderId }),
  invoices: () => to('invoice/list'),
  points: () => to('account/points'),
  mineGroup: (group: GroupName) => open('pages/mine/group', { group }),
  apply: () => to('onboarding/apply'),
  applyPart: (part: string) => to('onboarding/part', { part }),
  /** The face of whoever applies; it may be left out. */
  applyFace: () => to('onboarding/face'),
  training: () => to('training/courses'),
  course: (courseId: string) => to('training/course', { courseId }),
  exam: () => to('training/exam'),
  examResult: (attemptId: string) => to('training/result', { attemptId }),
  /** The nurse's plan, or one page of it. */
  plan: (page: 'plan' | 'schedule' | 'area' | 'hours' | 'days' | 'nights' | 'services' | 'dialects' = 'plan') =>
    to(`plan/${page}`),
  standing: () => to('standing/standing'),
  /** The nurse's income of one week, and of one year. */
  incomeWeek: (statementId: string) => to('income/week', { statementId }),
  /** Against what one line of a week took off. */
  appealDeduction: (statementId: string, entryId: string) => to('income/appeal', { statementId, entryId }),
  incomeYear: (year: number) => to('income/year', { year: String(year) }),
  papers: () => to('standing/papers'),
  appeal: (itemId: string) => to('standing/appeal', { itemId }),
  inbox: () => to('messages/inbox'),
  messageSettings: () => to('messages/settings'),
  /** Where a message leads: a page of the tab bar, or any other. */
  message: (page: string) => {
    const url = `/${page}`;
    const isTab = [...TABS.patient, ...TABS.nurse].some(({ path }) => path === url);
    void (isTab ? Taro.switchTab({ url }) : Taro.navigateTo({ url }));
  },
  about: (text: 'privacy' | 'terms') => to(`about/${text}`),
  /** Whoever came straight here by a message or a card has nothing behind: then to the first tab. */
  back: () =>
    void (Taro.getCurrentPages().length > 1
      ? Taro.navigateBack()
      : Taro.switchTab({ url: TABS[session.role.value][0].path })),
  home: () => void Taro.switchTab({ url: TABS[session.role.value][0].path }),
  /** After the way in leads to another account: all that stood open belongs to the one before. */
  anew: () => void Taro.reLaunch({ url: '/pages/home/index' }),
  closed: () => Taro.reLaunch({ url: '/packages/account/closed/index' }),
  /** After booking: the order takes the place of the last step, so that "back" does not book again. */
  bookedOrder: (orderId: string) => void Taro.reLaunch({ url: `/packages/order/order/index?orderId=${orderId}` }),
  orders: () => void Taro.switchTab({ url: '/pages/orders/index' }),
};
