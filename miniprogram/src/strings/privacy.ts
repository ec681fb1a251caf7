/** WeChat's consent, asked before the first use of something personal. */
export const strings = {
  title: '保护您的隐私',
  intro: '我们只在需要的时候，用到这些：',
  entry: ({ why }: { why: string }) => `：${why}`,
  uses: {
    place: { what: '您的位置', why: '只有护士在上门路上和签到时用到' },
    pictures: { what: '相册和相机', why: '只有护士记录服务时拍照用到' },
    words: { what: '您写下的资料', why: '照护对象、地址、电话，只给为您上门的护士看' },
    phone: { what: '您的手机号', why: '用来登录，换手机时找回账号' },
  },
  links: { privacy: '《隐私说明》', terms: '《用户协议》', weChat: '《微信隐私保护指引》' },
  agree: '同意，继续',
  refuse: '先不同意（还能看服务，用到时再问您）',
} as const;
