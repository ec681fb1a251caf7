/** What a family wishes a nurse to speak, kept with the person cared for. */
export const strings = {
  title: '希望护士会说',
  question: '希望护士会说哪种话？',
  any: '普通话就行',
  preferred: ({ name }: { name: string }) => `${name}，会说的优先`,
  must: ({ name }: { name: string }) => `${name}，一定要会说`,
  onlySuch: '一定要会说',
  onlySuchNote: '能来的护士会变少。不打勾，就是会说的优先。',
  kept: '以后为这位家人预约，也按这个来。',
  save: '保存',
} as const;
