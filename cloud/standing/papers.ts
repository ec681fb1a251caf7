/** Papers that run out: reminders, suspension on the day, and the orders ahead in other hands. */
import { expire, remindersDue, type Reminder } from '#domain/nurse/expiry';
import type { Nurse } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import { beijingDay, dateTimeText } from '#domain/schedule/beijing';
import { wholeNurses } from '../alerts/wholeNurses';
import { meetInDiary } from '../diaries';
import { enqueue, type Effect } from '../outbox';
import { transact, type Transaction } from '../transact';

/**
 * Looks at each; writes only where something is due, and asks the rules again inside the transaction. One whose document cannot
 * be worked with is logged and does not keep the others from being looked at. Answers how many these were.
 */
export async function checkPapers(nurses: readonly Nurse[], now: number, p: OperationParameters): Promise<number> {
  // Told once a day also where no search comes by; what still can be looked at is.
  await wholeNurses(nurses, now);
  let failed = 0;
  for (const nurse of nurses) {
    try {
      if (expire(nurse, now) === null && remindersDue(nurse, now, p.papers).length === 0) continue;
      await transact((transaction) => checkOne(transaction, nurse._id, now, p));
    } catch (error) {
      console.error(`papers of ${nurse._id}`, error);
      failed += 1;
    }
  }
  return failed;
}

async function checkOne(transaction: Transaction, nurseId: string, now: number, p: OperationParameters): Promise<void> {
  const nurse = await transaction.get<Nurse>('nurses', nurseId);
  if (!nurse) return;
  for (const reminder of remindersDue(nurse, now, p.papers)) await remind(transaction, nurse, reminder, now);
  const expired = expire(nurse, now);
  if (!expired) return;
  await transaction.put('nurses', expired.nurse);
  await meetInDiary(transaction, nurseId, { changedAt: now });
  const { suspended, endedServices } = expired;
  const reason = suspended ? '护士资质到期' : '护士该项操作授权到期';
  const effects: Effect[] = [
    { kind: 'handOver', payload: { nurseId, serviceCodes: suspended ? null : endedServices, orderIds: null, reason } },
    ...told(
      nurse,
      suspended ? '暂停接单' : `停止 ${endedServices.join('、')}`,
      expired.nurse.statusReason || '操作授权已到期',
    ),
  ];
  // Two days at least lie between two expiries, unless somebody renewed in between: the instant keeps them apart.
  await enqueue(transaction, effects, { orderId: '', cause: `nurse:${nurseId}:expired:${now}`, now });
}

/** Once per paper, end and step. */
async function remind(transaction: Transaction, nurse: Nurse, reminder: Reminder, now: number): Promise<void> {
  const { paper, serviceCode, validUntil, beforeDays, name, daysLeft } = reminder;
  const _id = [nurse._id, serviceCode ?? paper, beijingDay(validUntil), beforeDays].join(':');
  if (await transaction.get('paperReminders', _id)) return;
  await transaction.add('paperReminders', { _id, nurseId: nurse._id, paper, beforeDays, validUntil, at: now });
  const note = daysLeft === 0 ? '今天到期，请尽快更新' : `还有 ${daysLeft} 天到期，请更新`;
  const effects = told(nurse, name, note, dateTimeText(validUntil));
  await enqueue(transaction, effects, { orderId: '', cause: `reminder:${_id}`, now });
}

function told({ _id, openid, uid }: Nurse, service: string, note: string, time = ''): Effect[] {
  if (!openid && !uid) return [];
  return [
    {
      kind: 'message',
      payload: {
        template: 'paperNotice',
        to: 'nurse',
        openid,
        uid,
        personId: _id,
        words: { orderId: '', service, time, note },
      },
    },
  ];
}
