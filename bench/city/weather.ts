/** What goes wrong outside on an ordinary day, by chance with a seed. */
import type { Stage } from '../../scripts/demo/stage';

const WECHAT_MESSAGES_FAIL = 0.05;
const TEXT_MESSAGES_FAIL = 0.05;
const TRANSACTIONS_COLLIDE = 0.005;

export function badWeather({ cloud: { emulator, standIns } }: Stage, seed: number): void {
  const onMessages = { on: 'openApi', name: 'subscribeMessage.send', probability: WECHAT_MESSAGES_FAIL / 2 } as const;
  emulator.faults.add({ ...onMessages, seed, effect: 'error', code: '-1', message: 'system error' });
  emulator.faults.add({ ...onMessages, seed: seed + 1, effect: 'dropAfter' });
  const onCommits = { on: 'admin', name: 'database.commitTransaction', probability: TRANSACTIONS_COLLIDE } as const;
  emulator.faults.add({ ...onCommits, seed: seed + 2, effect: 'conflict' });
  standIns.tencentCloud.script({
    flaky: { action: 'SendSms', share: TEXT_MESSAGES_FAIL, seed, limited: 1 / 3, afterEffect: 1 / 3 },
  });
}

export const WEATHER = {
  weChatMessagesFail: WECHAT_MESSAGES_FAIL,
  textMessagesFail: TEXT_MESSAGES_FAIL,
  transactionsCollide: TRANSACTIONS_COLLIDE,
};
