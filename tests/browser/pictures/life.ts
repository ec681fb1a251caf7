/** One order of the first family through its whole life, played by calls, so that screens can be looked at in each state. */
import { MINUTE } from '#domain/schedule/beijing';
import { playersOn, type Players } from '../../../scripts/demo/players';
import { GOLDEN_PATH, newStory, NURSE, type Story } from '../../../scripts/demo/story';
import type { City } from '../city';

export interface Life {
  readonly orderId: string;
  /** Plays the steps of the story up to and with the one that begins with these words. */
  until(title: string): Promise<void>;
  /** The clock stands this many minutes before the visit. */
  before(minutes: number): void;
  /** This share of two kilometres away from the door. */
  nurseAt(share: number): readonly [number, number];
  /** She tells that she is there. */
  nurseAway(share: number): Promise<void>;
  setOut(): Promise<void>;
}

export function beginLife({ product }: City): Life {
  const { emulator, standIns } = product.cloud;
  const players: Players = playersOn(emulator.url, standIns.wechatPay);
  const story: Story = newStory('pictures000000000000001');
  const steps = [...GOLDEN_PATH];
  const orderId = story.requestId;
  const nurseAt = (share: number) => [story.home[0] + 0.016 * share, story.home[1] + 0.011 * share] as const;
  return {
    orderId,
    async until(title) {
      if (!steps.some((step) => step.title.startsWith(title))) throw new Error(`no step left that begins: ${title}`);
      for (let done = false; !done;) {
        const step = steps.shift();
        // the way is travelled by setOut and nurseAway, at a time that is known to the second
        if (!step?.title.startsWith('Next morning') && !step?.title.startsWith('The family follows'))
          await step?.play(players, story);
        done = step?.title.startsWith(title) ?? true;
      }
    },
    before: (minutes) => emulator.clock.set(story.wish.startAt - minutes * MINUTE),
    nurseAt,
    nurseAway: async (share) =>
      void (await players.call('reportLocation', { orderId, position: nurseAt(share) }, NURSE)),
    setOut: async () => void (await players.call('setOut', { orderId }, NURSE)),
  };
}
