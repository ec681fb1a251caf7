/** A nurse of the city: sees offers or not, accepts, declines, sets out in time or late, is followed, works, writes it down. */
import type { Offer } from '#cloud/offers';
import type { OrderView } from '#contract/orders';
import type { Order } from '#domain/order/order';
import { MINUTE } from '#domain/schedule/beijing';
import type { As } from '../../scripts/demo/players';
import { answerMinutes } from './arrivals';
import type { Town } from './town';

const DOES_NOT_LOOK = 0.2;
const DECLINES = 0.2;
const NEVER_COMES = 0.01;
const LATE = 0.12;
const WRONG_CODE = 0.02;
/** Her phone says where she is, so often while she is on her way (miniprogram visit-travel). */
const REPORT_EVERY_MS = 60_000;
const REASONS = ['时间不合适', '距离太远', '不擅长此项', '身体不适', '其他'];
const WELL = {
  ...{ temperatureCelsius: 36.5, pulsePerMinute: 76, respirationPerMinute: 18, systolicMmHg: 138, diastolicMmHg: 82 },
  ...{ spo2Percent: 97, glucoseMmolPerL: 6.4, weightKg: 58, heightCm: 160 },
};

/** An offer has come to her phone. */
export function nurseSeesOffer(town: Town, offer: Offer): void {
  const { agenda, chance, now } = town;
  if (chance.happens(DOES_NOT_LOOK)) return;
  const as = { openid: offer.nurseOpenid };
  agenda.note(now() + answerMinutes(offer.urgent ? 1 : 2.5, chance) * MINUTE, async () => {
    const { orderId } = offer;
    await town.ask('listOffers', {}, as);
    if (chance.happens(DECLINES)) await town.ask('declineOrder', { orderId, reason: chance.pick(REASONS) }, as);
    else await town.ask('acceptOrder', { orderId }, as);
  });
}

/** The visit is paid for: she has it before her. */
export function nurseSees(town: Town, order: Order, before: Order['status'] | undefined, travelMinutes: number): void {
  if (order.status !== 'pendingService' || before === 'pendingService' || town.chance.happens(NEVER_COMES)) return;
  const { agenda, chance } = town;
  const lateMinutes = chance.happens(LATE) ? answerMinutes(12, chance) : -chance.between(0, 6);
  const leavesAt = order.startAt + (lateMinutes - travelMinutes) * MINUTE;
  agenda.note(Math.max(town.now(), leavesAt), () => setsOut(town, order, travelMinutes));
}

async function setsOut(town: Town, order: Order, travelMinutes: number): Promise<void> {
  const as = { openid: order.nurseOpenid };
  const view = await town.ask<OrderView>('readOrder', { orderId: order._id }, as);
  // Called off, moved or given to somebody else meanwhile.
  if (view?.status !== 'pendingService' || !view.address || view.startAt !== order.startAt) return;
  if (!(await town.ask('setOut', { orderId: order._id }, as))) return;
  const [longitude, latitude] = view.address.position;
  const arrivesAt = town.now() + travelMinutes * MINUTE;
  for (let at = town.now() + REPORT_EVERY_MS; at < arrivesAt; at += REPORT_EVERY_MS) {
    const position = [longitude + ((arrivesAt - at) / MINUTE) * 0.0025, latitude];
    town.agenda.note(at, async () => void (await town.ask('reportLocation', { orderId: order._id, position }, as)));
  }
  town.agenda.note(arrivesAt, () => comesIn(town, order, view, as));
}

async function comesIn(town: Town, order: Order, { address }: OrderView, as: As): Promise<void> {
  const orderId = order._id;
  const family = await town.ask<OrderView>('readOrder', { orderId }, { openid: order.patientOpenid });
  const door = { orderId, position: address?.position };
  const visitCode = family?.visitCode ?? '000000';
  if (town.chance.happens(WRONG_CODE)) {
    const wrong = String((Number(visitCode) + 1) % 1_000_000).padStart(6, '0');
    await town.ask('checkIn', { ...door, visitCode: wrong }, as);
  }
  if (!(await town.ask('checkIn', { ...door, visitCode }, as))) return;
  const minutes = ((order.endAt - order.startAt) / MINUTE) * (0.85 + 0.25 * town.chance.next());
  town.agenda.note(town.now() + minutes * MINUTE, () => writesDown(town, orderId, as));
}

async function writesDown(town: Town, orderId: string, as: As): Promise<void> {
  const view = await town.ask<OrderView>('readOrder', { orderId }, as);
  if (!view) return;
  const { app } = await import('#cloud/database');
  const labels = view.requiredPhotos.length > 0 ? view.requiredPhotos : ['现场照片'];
  const photos = [];
  for (const [place, label] of labels.entries()) {
    const picture = { cloudPath: `visits/${orderId}/${place}.png`, fileContent: Buffer.from('a picture') };
    photos.push({ label, fileId: (await app.uploadFile(picture)).fileID });
  }
  const checkedSteps = view.sop.map((_, index) => index);
  const record = { orderId, checkedSteps, vitals: WELL, photos, summary: '服务顺利完成，已交代注意事项。' };
  await town.ask('saveVisit', record, as);
  await town.ask('completeVisit', record, as);
}
