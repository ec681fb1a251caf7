/** One home visit from booking to review, step by step, as the two people live it. The demo prints it; journeys and crash tests play it too. */
import { app } from '#cloud/database';
import type { CreateOrderReply } from '#contract/createOrder';
import type { FindSlotsReply } from '#contract/findSlots';
import type { ListOffersReply } from '#contract/listOffers';
import type { OrderView } from '#contract/orders';
import type { MeView } from '#contract/people';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { ReadCatalogueReply } from '#contract/readCatalogue';
import type { ReadHealthReply } from '#contract/readHealth';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import type { ReportLocationReply } from '#contract/reportLocation';
import { yuan } from '#domain/payment/fen';
import { beijingDay, DAY, dateTimeText } from '#domain/schedule/beijing';
import { pay } from './payer';
import type { As, Players } from './players';

export const FAMILY: As = { openid: 'o-family0001' };
export const NURSE: As = { openid: 'o-nurse0001' };
const NURSE_ID = 'nurse0001';
const SERVICE = 'MED-02';

/** What the people remember from one step to the next. */
export interface Story {
  readonly requestId: string;
  wish: { serviceCode: string; recipientId: string; addressId: string; startAt: number };
  totalFen: number;
  quote: string;
  home: readonly [number, number];
}

export const newStory = (requestId: string): Story => ({
  requestId,
  wish: { serviceCode: SERVICE, recipientId: '', addressId: '', startAt: 0 },
  totalFen: 0,
  quote: '',
  home: [0, 0],
});

export interface Step {
  readonly title: string;
  /** What was said or seen, for the audience. */
  play(stage: Players, story: Story): Promise<string>;
}

const readAs = (stage: Players, { requestId }: Story, as: As) =>
  stage.call<OrderView>('readOrder', { orderId: requestId }, as);

const booking: Step[] = [
  {
    title: 'The daughter opens the mini-program',
    async play(stage, story) {
      const me = await stage.call<MeView>('signIn', {}, FAMILY);
      const recipient = me.recipients.find(({ verified }) => verified);
      const address = me.addresses[0];
      if (!recipient || !address) throw new Error('the demo family has nobody to care for');
      story.wish = { ...story.wish, recipientId: recipient.recipientId, addressId: address.addressId };
      story.home = address.position;
      return `${me.displayName}为${recipient.relation}${recipient.name}预约，${address.text}`;
    },
  },
  {
    title: 'She looks through the catalogue and picks a service',
    async play(stage, { wish }) {
      const { services, categories } = await stage.call<ReadCatalogueReply>('readCatalogue', {}, FAMILY);
      const service = services.find(({ code }) => code === wish.serviceCode);
      return `${services.length} 项服务，${categories.length} 类；选「${service?.name}」`;
    },
  },
  {
    title: 'She chooses tomorrow, a half hour when somebody is free',
    async play(stage, story) {
      const now = await stage.now();
      const { startAt: _startAt, ...place } = story.wish;
      const { slots } = await stage.call<FindSlotsReply>('findSlots', { ...place, day: beijingDay(now + DAY) }, FAMILY);
      const free = slots.find(({ nurseCount, startAt }) => nurseCount > 0 && dateTimeText(startAt).endsWith('10:00'));
      if (!free) throw new Error('nobody is free tomorrow at ten');
      story.wish = { ...story.wish, startAt: free.startAt };
      return `${dateTimeText(free.startAt)}，${free.nurseCount} 位护士有空`;
    },
  },
  {
    title: 'She sees who could come, and why',
    async play(stage, { wish }) {
      const { nurses } = await stage.call<RecommendNursesReply>('recommendNurses', wish, FAMILY);
      if (!nurses.some(({ nurseId }) => nurseId === NURSE_ID))
        throw new Error('the nurse next door is not recommended');
      return nurses
        .slice(0, 3)
        .map(({ name, title, reason }) => `${name}（${title}）${reason}`)
        .join('；');
    },
  },
  {
    title: 'She sees the price in parts',
    async play(stage, story) {
      const { price, quote } = await stage.call<QuoteOrderReply>('quoteOrder', story.wish, FAMILY);
      story.totalFen = price.totalFen;
      story.quote = quote.token;
      return `${price.items.map(({ label, amountFen }) => `${label} ${yuan(amountFen)}`).join(' + ')} = ${yuan(price.totalFen)}`;
    },
  },
  {
    title: 'She books, with the nurse next door',
    async play(stage, { wish, requestId, totalFen, quote }) {
      const order = {
        ...wish,
        requestId,
        nurseId: NURSE_ID,
        note: '老人听力不好，请大声些',
        informedConsent: { version: 1 },
        expectedTotalFen: totalFen,
        quote,
      };
      const { orderId } = await stage.call<CreateOrderReply>('createOrder', order, FAMILY);
      return `订单 ${orderId}`;
    },
  },
];

const agreement: Step[] = [
  {
    title: 'The nurse sees the offer and accepts',
    async play(stage, story) {
      const { offers } = await stage.call<ListOffersReply>('listOffers', {}, NURSE);
      const offer = offers.find(({ orderId }) => orderId === story.requestId);
      if (!offer) throw new Error('the nurse has no offer');
      await stage.call('acceptOrder', { orderId: story.requestId }, NURSE);
      return `${offer.recipientHint}，${offer.district}，路程 ${offer.travelMinutes} 分钟，收入 ${yuan(offer.incomeFen)}`;
    },
  },
  {
    title: 'The daughter pays the deposit of 20 %',
    async play(stage, { requestId }) {
      const { amountFen } = await pay(stage, requestId, 'deposit', FAMILY);
      return `定金 ${yuan(amountFen)}`;
    },
  },
];

const visit: Step[] = [
  {
    title: 'Next morning the nurse sets out',
    async play(stage, { requestId, wish }) {
      const now = await stage.now();
      const minutes = Math.max(0, Math.round((wish.startAt - now) / 60_000) - 40);
      await stage.advance(minutes);
      await stage.call('setOut', { orderId: requestId }, NURSE);
      return '护士已出发';
    },
  },
  {
    title: 'The family follows her on the way',
    async play(stage, { requestId, home }) {
      const away = (share: number) => [home[0] + 0.002 * share, home[1] + 0.0015 * share];
      const meters: number[] = [];
      for (const share of [1, 0.5, 0.1]) {
        const answer = await stage.call<ReportLocationReply>(
          'reportLocation',
          { orderId: requestId, position: away(share) },
          NURSE,
        );
        meters.push(answer.remainingMeters);
      }
      return `还有 ${meters.join(' → ')} 米`;
    },
  },
  {
    title: 'At the door: visit code and place are right, the service begins',
    async play(stage, story) {
      const { visitCode } = await readAs(stage, story, FAMILY);
      await stage.call('checkIn', { orderId: story.requestId, position: story.home, visitCode }, NURSE);
      return `服务码 ${visitCode} 核对无误`;
    },
  },
  {
    title: 'She works through the checklist, measures, takes a photo, writes the summary',
    async play(stage, story) {
      const { sop, requiredPhotos, recipient } = await readAs(stage, story, NURSE);
      const { fileID } = await app.uploadFile({ cloudPath: `visits/${story.requestId}/1.png`, fileContent: ONE_PIXEL });
      const labels = requiredPhotos.length > 0 ? requiredPhotos : ['现场照片'];
      const record = {
        orderId: story.requestId,
        checkedSteps: sop.map((_, index) => index),
        vitals: MEASURED,
        photos: labels.map((label) => ({ label, fileId: fileID })),
        summary: '测量顺利，血压略高，已提醒按时服药。',
      };
      await stage.call('saveVisit', record, NURSE);
      await stage.call('completeVisit', record, NURSE);
      return `${recipient?.name}：血压 138/82，血糖 6.4；${sop.length} 步全部完成`;
    },
  },
];

const ending: Step[] = [
  {
    title: 'The daughter confirms and pays the balance',
    async play(stage, { requestId }) {
      await stage.call('confirmOrder', { orderId: requestId }, FAMILY);
      const { amountFen } = await pay(stage, requestId, 'balance', FAMILY);
      return `尾款 ${yuan(amountFen)}`;
    },
  },
  {
    title: 'She reviews in three dimensions',
    async play(stage, { requestId }) {
      await stage.call(
        'reviewOrder',
        { orderId: requestId, professional: 5, attitude: 5, environment: 4, text: '护士很耐心。' },
        FAMILY,
      );
      return '专业 5 · 态度 5 · 环境 4';
    },
  },
  {
    title: 'She sees the vital signs in the health record',
    async play(stage, story) {
      const health = await stage.call<ReadHealthReply>('readHealth', { recipientId: story.wish.recipientId }, FAMILY);
      const mine = health.measurements.find(({ orderId }) => orderId === story.requestId);
      if (mine?.vitals.systolicMmHg !== MEASURED.systolicMmHg)
        throw new Error('the measurement is not in the health record');
      const { status, statusText } = await readAs(stage, story, FAMILY);
      if (status !== 'completed') throw new Error(`the order is ${status}`);
      return `${health.recipientName}：血压 ${mine.vitals.systolicMmHg}/${mine.vitals.diastolicMmHg}；订单${statusText}`;
    },
  },
];

const MEASURED = {
  temperatureCelsius: 36.5,
  pulsePerMinute: 76,
  respirationPerMinute: 18,
  systolicMmHg: 138,
  diastolicMmHg: 82,
  spo2Percent: 97,
  glucoseMmolPerL: 6.4,
};

const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const GOLDEN_PATH: readonly Step[] = [...booking, ...agreement, ...visit, ...ending];
