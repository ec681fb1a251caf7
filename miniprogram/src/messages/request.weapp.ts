import type { Answer } from './asked';

type Answers = Readonly<Record<string, string>>;
interface Options {
  readonly tmplIds: readonly string[];
  readonly success: (answers: Answers) => void;
  readonly fail: (error: unknown) => void;
}
declare const wx: { requestSubscribeMessage?(options: Options): void };

export const noMessagesBecause =
  typeof wx.requestSubscribeMessage === 'function' ? '' : '您的微信版本较旧，收不到提醒。请更新微信，或常回来看看。';

/** WeChat answers `accept`, `reject`, `ban` or `filter` for each id; one accepted message is a yes. */
export function requestMessages(templateIds: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    wx.requestSubscribeMessage?.({
      tmplIds: templateIds,
      success: (answers) => resolve(templateIds.some((id) => answers[id] === 'accept') ? 'yes' : 'no'),
      fail: (error) => {
        // 20004: the person switched messages off for us; anything else is ours to mend, and no reason to stop her
        console.warn('requestSubscribeMessage', error);
        resolve('no');
      },
    });
  });
}
