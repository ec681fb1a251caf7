/** One who cares for somebody of the first family together with it, and an invitation that nobody took. */
import type { MeView } from '#contract/people';
import type { InvitedReply } from '#contract/shareCare';
import type { Players } from '../../../scripts/demo/players';
import { PATIENT_UID } from '../../../scripts/world/personas';

const OWNER = { openid: `o-${PATIENT_UID}` };
const BROTHER = { openid: 'o-brother' };

export interface Shares {
  readonly recipientId: string;
  readonly token: string;
}

export async function makeShares(players: Players): Promise<Shares> {
  const { recipients } = await players.call<MeView>('signIn', {}, OWNER);
  const recipientId = recipients.find(({ verified }) => verified)?.recipientId ?? '';
  const invite = () =>
    players.call<InvitedReply>('shareCare', { kind: 'invite', recipientId, rights: 'follow', forDays: 30 }, OWNER);
  const { token } = await invite();
  const word = { name: '王建国', relation: '子女', statement: true };
  await players.call('shareCare', { kind: 'accept', token, ...word }, BROTHER);
  return { recipientId, token: (await invite()).token };
}
