/** Where the rules come from. */
export const PILOT_2019 = '国卫办医函〔2019〕80号';
export const PILOT_2020 = '国卫办医函〔2020〕985号';
export const NURSES_ACT = '护士条例';
export const PRIVACY_LAW = '个人信息保护法';
export const LABOUR_2021 = '维护新就业形态劳动者劳动保障权益指导意见2021';
export const PRODUCT = '产品说明';
export const HOUSE = '平台规则';
