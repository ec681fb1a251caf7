import { strings } from '@/strings/messages';

type Answers = Readonly<Record<string, string>>;
interface Options {
  readonly tmplIds: readonly string[];
  readonly success: (answers: Answers) => void;
  readonly fail: (error: unknown) => void;
}
declare const wx: { requestSubscribeMessage?(options: Options): void };

export const noMessagesBecause = typeof wx.requestSubscribeMessage === 'function' ? '' : strings.none.oldWeChat;

/** WeChat answers `accept`, `reject`, `ban` or `filter` for each id. */
export function requestMessages(templateIds: readonly string[]): Promise<Answers> {
  return new Promise((resolve) => {
    wx.requestSubscribeMessage?.({
      tmplIds: templateIds,
      success: resolve,
      fail: (error) => {
        // 20004: the person switched messages off for us; anything else is ours to mend, and no reason to stop her
        console.warn('requestSubscribeMessage', error);
        resolve({});
      },
    });
  });
}
