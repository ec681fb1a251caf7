/** What goes wrong while orders live: WeChat Pay's whims, and processes of ours that die right after something was written. */
import type { Whims } from '../../stand-ins/wechat-pay/script';
import type { Chance } from '../world/chance';
import type { Stage } from '../demo/stage';

/** Of a hundred requests a dozen fail before, after or without proof; a third of the notifications is not as it should be. */
export const whimsOf = (seed: number): Whims => ({
  seed,
  failBefore: 0.04,
  failAfter: 0.05,
  forgedAnswers: 0.03,
  notify: {
    never: 0.07,
    delay: 0.06,
    twice: 0.1,
    forged: 0.03,
    wrongKey: 0.02,
    undecryptable: 0.02,
    stale: 0.03,
    probe: 0.01,
  },
  refund: { notEnough: 0.06, abnormal: 0.06, closed: 0.05 },
});

/** The functions that move money. */
const MORTAL = ['payOrder', 'payNotify', 'outboxTimer', 'paymentTimer', 'confirmOrder', 'changeOrder', 'runCommand'];
const MONEY_DOCUMENTS = ['payments', 'refunds', 'ledgerEntries', 'payNotifications'];
const DIES = 0.04;

/** Kills a process at work right after a commit that moved money, now and then. The function that is returned ends it. */
export function beginDying({ cloud }: Stage, chance: Chance): { stop(): void; deaths(): number } {
  const { engine, functions } = cloud.emulator;
  let deaths = 0;
  const stop = engine.onCommit(({ changes }) => {
    if (!changes.some(({ collection }) => MONEY_DOCUMENTS.includes(collection)) || !chance.happens(DIES)) return;
    const names = chance.some(MORTAL, MORTAL.length);
    if (names.some((name) => functions.crashOne(name))) deaths += 1;
  });
  return { stop, deaths: () => deaths };
}
