/** The words of the people package: somebody cared for, who that is by law, where to come. */
export const strings = {
  name: '姓名',
  nameExample: '和身份证上一样',
  recipient: {
    page: '照护对象',
    relation: '和您的关系',
    /** Mostly it is a daughter who books; one of the contract's words. */
    relationAtFirst: '母亲',
    conditions: '有哪些病（可不填）',
    conditionsExample: '比如：高血压、糖尿病',
    allergies: '对什么过敏（可不填）',
    allergiesExample: '比如：青霉素',
    /** Several of them, as one line that can be changed. */
    listed: ({ names }: { names: readonly string[] }) => names.join('、'),
    /** Step by step: what is asked now. */
    questions: {
      name: '照护对象叫什么名字？',
      relation: '和您是什么关系？',
      illness: '身体怎么样？',
      first: '有急事，先打给谁？',
      second: '没人接，再打给谁？',
    },
    save: '保存',
  },
  contacts: {
    title: ({ place }: { place: number }) => `紧急联系人 ${place}`,
    phone: '手机号',
    /** What is written down as relation: nobody is asked for it. */
    family: '家人',
    problem: ({ place, problem }: { place: number; problem: string }) => `紧急联系人 ${place}：${problem}`,
    sameNumber: '两位紧急联系人的手机号不能相同，请换一个',
  },
  identity: {
    page: '实名认证',
    title: ({ name }: { name: string }) => `为 ${name} 实名认证`,
    somebody: '照护对象',
    why: '护士上门前要核对身份。身份证号会加密保存，任何页面都不会显示全部数字。',
    number: '身份证号',
    numberExample: '18 位',
    verify: '认证',
    done: '认证成功',
    close: '好',
  },
  address: {
    page: '上门地址',
    label: '这是哪里',
    /** Suggested names of a place; the chosen one is saved as it stands. */
    labels: { own: '家', parents: '父母家', children: '子女家', other: '其他' },
    text: '地址',
    textExample: '如：杭州市西湖区文三路 100 号 2 单元 301',
    textProblem: '请写清楚区、路、小区和门牌号',
    city: '目前只在杭州市区上门。',
    phone: '上门联系电话',
    phoneExample: '11 位手机号',
    save: '保存地址',
    remove: '删除这个地址',
    removeTitle: '删除这个地址？',
    removeNote: '已经预约的上门不受影响，护士照样会去。',
    confirmRemove: '删除',
  },
} as const;
