export const strings = {
  hero: { title: '护士上门，安心在家', promise: '持证护士 · 明码标价 · 全程可查' },
  search: { label: '搜索服务', placeholder: '换药、打针，拼音 hy 也行' },
  categories: { title: '想请护士做什么？' },
  signIn: { title: '用手机号登录', words: '以前用过，或在别的手机上用过？从这里回到您的账号' },
  draft: {
    title: '接着上次的预约',
    unnamed: '还没有提交',
    kept: ({ name }: { name: string }) => `${name} · 填到一半，已为您存好`,
    drop: '不要了',
  },
  again: {
    title: ({ name }: { name: string }) => `再来一次：${name}`,
    lastTime: ({ when }: { when: string }) => `上次 ${when}`,
  },
} as const;
