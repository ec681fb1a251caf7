/** What the phone and the network cannot do, and what a new version asks. */
export const strings = {
  trouble: { unknown: '出了点问题，请再试一次', unreachable: '网络不太好，没有连上。请稍等一会儿再试' },
  place: { refused: '没有取到您的位置。请在手机设置里允许使用定位，再试一次' },
  speech: { cannotSpeak: '现在读不出声音，请看文字', cannotListen: '没有听清，请再说一次，或者打字' },
  update: {
    title: '有新版本',
    words: '更新只要几秒钟。没填完的内容都存在手机里，不会丢。',
    now: '现在更新',
    later: '等一下',
  },
} as const;
