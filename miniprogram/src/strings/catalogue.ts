/** Kinds of services in a few words, and the papers a visit needs. */
export const strings = {
  says: {
    MED: '换药、采血、导管',
    REH: '康复训练、防跌倒',
    LIF: '助浴、陪伴、起居',
    SPC: '母婴、安宁、中医',
  },
  search: {
    empty: '没有找到，换个说法试试',
    tryThese: '大家常搜',
    /** Each is an everyday name of the catalogue. */
    often: ['换药', '打针', '洗澡', '喂饭', '抽血', '褥疮'],
    tryWord: ({ word }: { word: string }) => `搜${word}`,
    found: ({ count }: { count: number }) => `找到 ${count} 项服务`,
  },
  papers: {
    none: '不需要医嘱',
    doctor_order: '请准备医嘱',
    prescription_and_drug_source: '请准备处方、药品和首次用药证明',
    doctor_order_or_assessment: '请准备医嘱，或近期的评估',
    doctor_order_or_lab_request: '请准备医嘱或检验申请单',
    doctor_order_and_catheter_handbook: '请准备医嘱和导管维护手册',
    doctor_order_or_plan: '请准备医嘱或护理计划',
    discharge_summary: '请准备出院小结',
  },
  otherPaper: '请准备相关的医疗资料',
} as const;
