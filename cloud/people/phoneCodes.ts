/** Codes by SMS that prove a phone number. The code goes to the phone and nowhere else: what is kept is a keyed hash. */
import { randomInt, timingSafeEqual } from 'node:crypto';
import {
  assertMaySend,
  attempt,
  CODE_LIVES_MS,
  CODE_PAUSE_MS,
  type Attempt,
  type CodeCounter,
  type SentCode,
} from '#domain/person/phoneCode';
import { beijingDay, MINUTE } from '#domain/schedule/beijing';
import { Refusal } from '#domain/refusal';
import { lookupHash } from '../personalData';
import { sendCode } from '../tencentCloud/sms';
import { transact, type Transaction } from '../transact';
import { phoneHash } from './phoneHash';

/** A document of `phoneCodes`; its id is the number's keyed hash. */
interface CodeRow extends SentCode {
  readonly _id: string;
  readonly codeHash: string;
}

interface Count {
  readonly _id: string;
  readonly count: number;
}

export interface Asker {
  readonly userId: string;
  readonly clientIp: string;
  readonly deviceId?: string | undefined;
}

/** Bound to number and moment: it fits nowhere else. */
const hashOf = (code: string, phone: string, sentAt: number): string => lookupHash(`code/${phone}/${sentAt}/${code}`);

/** Counted before it is sent: whoever asks many times at once is not let through, and a failure counts too. */
export async function askCode(
  phone: string,
  asker: Asker,
  now: number,
): Promise<{ retryAt: number; expiresAt: number }> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const hash = phoneHash(phone);
  await transact(async (transaction) => {
    const last = await transaction.get<CodeRow>('phoneCodes', hash);
    const rows = await countsOf(transaction, hash, asker, now);
    assertMaySend(last, Object.fromEntries(rows.map(({ what, row }) => [what, row.count])), now);
    for (const { row } of rows) await transaction.put('dailyCounts', { ...row, count: row.count + 1 });
    const sent = { _id: hash, codeHash: hashOf(code, phone, now), sentAt: now, tries: 0, used: false };
    await transaction.put('phoneCodes', { ...sent, userId: asker.userId } satisfies CodeRow);
  });
  await sendCode(phone, code, CODE_LIVES_MS / MINUTE);
  return { retryAt: now + CODE_PAUSE_MS, expiresAt: now + CODE_LIVES_MS };
}

async function countsOf(transaction: Transaction, hash: string, { userId, clientIp, deviceId }: Asker, now: number) {
  const counted: Partial<Record<CodeCounter, string>> = {
    number: hash,
    account: userId,
    ...(deviceId && { device: lookupHash(`device/${deviceId}`) }),
    ...(clientIp && { address: lookupHash(`address/${clientIp}`) }),
  };
  const rows = [];
  for (const [what, whom] of Object.entries(counted)) {
    const _id = `sms.${what}:${whom}:${beijingDay(now)}`;
    rows.push({ what, row: (await transaction.get<Count>('dailyCounts', _id)) ?? { _id, count: 0 } });
  }
  return rows;
}

/** One try, counted whether it is right or not; a code is used up by the try that is right. */
export async function useCode(phone: string, code: string, userId: string, now: number): Promise<void> {
  const tried = await transact<Attempt>(async (transaction) => {
    const row = await transaction.get<CodeRow>('phoneCodes', phoneHash(phone));
    const matches = () => row !== null && equal(hashOf(code, phone, row.sentAt), row.codeHash);
    const outcome = attempt(row, userId, matches, now);
    // Thrown here, the try would be taken back with the transaction.
    if (row && outcome.outcome !== 'dead') await transaction.put('phoneCodes', { ...row, ...outcome.next });
    return outcome;
  });
  if (tried.outcome === 'dead') throw new Refusal('PHONE_CODE_EXPIRED');
  if (tried.outcome === 'wrong') throw new Refusal('PHONE_CODE_WRONG', { triesLeft: tried.triesLeft });
}

const equal = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
