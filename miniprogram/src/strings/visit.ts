/** The words of the visit package: the nurse's page of one visit. */
import { yuan } from '#domain/payment/fen';

export const strings = {
  page: '上门',
  cannotCome: '我去不了了',
  brief: {
    conditions: '评估要求',
    allergies: ({ names }: { names: readonly string[] }) => `过敏：${names.join('、')}`,
    detail: ({ detail }: { detail: string }) => `（${detail}）`,
    note: ({ note }: { note: string }) => `患者说：${note}`,
    call: '给患者打电话',
  },
  setOut: {
    title: '出发前',
    check: '检查用品和证件。出发以后，患者能看到您的位置，直到签到。',
    go: '我出发了',
  },
  travel: {
    title: '在路上',
    patientHome: '患者家',
    me: '我',
    remaining: ({ distance }: { distance: string }) => `还有 ${distance}`,
    report: '上报位置',
  },
  checkIn: {
    title: '到了门口',
    ask: '请患者说出 6 位服务码',
    code: '6 位服务码',
    submit: '核对并签到',
  },
  steps: { title: '操作步骤' },
  vitals: { title: '生命体征' },
  photos: {
    title: '照片',
    must: '（必拍）',
    /** Also what the photo is filed under. */
    other: '其他',
    take: '拍照',
    takeOf: ({ label }: { label: string }) => `拍照：${label}`,
    uploading: '上传中',
  },
  /** Step by step: what to do now. */
  tasks: { checklist: '做完一步，勾一步', vitals: '量好，填数字', photos: '拍下照片', summary: '写几句小结' },
  record: {
    summary: '小结',
    summaryExample: '做了什么、情况怎么样、要注意什么',
    savedAt: ({ time }: { time: string }) => `已保存 ${time}`,
    savesItself: '填写的内容会自动保存',
    keptOnPhone: ({ problem }: { problem: string }) => `${problem}。已先存在手机里`,
    complete: '完成服务',
  },
  done: {
    summary: ({ text }: { text: string }) => `小结：${text}`,
    income: ({ fen }: { fen: number }) => `您的收入 ${yuan(fen)}`,
  },
} as const;
